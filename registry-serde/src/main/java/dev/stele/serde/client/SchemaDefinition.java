package dev.stele.serde.client;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import java.util.List;

/**
 * A schema as it is sent to and answered by the registry: its text and the names of what it refers
 * to.
 */
public record SchemaDefinition(SchemaType type, String text, List<Reference> references) {
  public SchemaDefinition {
    references = List.copyOf(references);
  }

  /** An Avro schema that refers to no other. */
  public static SchemaDefinition avro(String text) {
    return new SchemaDefinition(SchemaType.AVRO, text, List.of());
  }
}
