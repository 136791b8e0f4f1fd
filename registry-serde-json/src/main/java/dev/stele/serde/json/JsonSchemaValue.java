package dev.stele.serde.json;

import dev.stele.schema.SchemaType;
import dev.stele.serde.client.SchemaDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with its JSON Schema, for values whose class does not tell. Values of one schema should
 * share one {@code SchemaDefinition} object.
 *
 * @param schema of type JSON
 * @param value null only if the schema allows it: it is written as JSON's null
 */
public record JsonSchemaValue(SchemaDefinition schema, @Nullable Object value) {
  public JsonSchemaValue {
    if (!schema.type().equals(SchemaType.JSON)) {
      throw new IllegalArgumentException("a schema of type JSON is needed, not " + schema.type());
    }
  }

  /** A JSON schema that refers to no other. */
  public static SchemaDefinition schema(String text) {
    return new SchemaDefinition(SchemaType.JSON, text, List.of());
  }
}
