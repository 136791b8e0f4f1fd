package dev.stele.schema.avro;

import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import java.util.List;

/** Texts in Avro. */
final class AvroSources {
  private AvroSources() {}

  static SchemaSource source(String text, SchemaSource.Dependency... dependencies) {
    return new SchemaSource(SchemaType.AVRO, text, List.of(dependencies));
  }
}
