package dev.stele.serde.client;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import java.util.List;
import java.util.Optional;

/**
 * A schema as it is sent to and answered by the registry: its text, the names of what it refers to,
 * and its data contract. Immutable and thread-safe.
 */
public record SchemaDefinition(
    SchemaType type,
    String text,
    List<Reference> references,
    Optional<Metadata> metadata,
    Optional<RuleSet> ruleSet) {
  public SchemaDefinition {
    references = List.copyOf(references);
  }

  /** A schema without a data contract. */
  public SchemaDefinition(SchemaType type, String text, List<Reference> references) {
    this(type, text, references, Optional.empty(), Optional.empty());
  }

  /** An Avro schema that refers to no other and has no data contract. */
  public static SchemaDefinition avro(String text) {
    return new SchemaDefinition(SchemaType.AVRO, text, List.of());
  }
}
