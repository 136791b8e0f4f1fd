package dev.stele.serde.avro;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.jspecify.annotations.Nullable;

/**
 * A value with its Avro schema, for values whose Java type does not tell: unions, maps, lists, and
 * primitives with a logical type.
 *
 * @param value null only if the schema allows it
 */
public record AvroValue(Schema schema, @Nullable Object value) implements GenericContainer {
  @Override
  public Schema getSchema() {
    return schema;
  }
}
