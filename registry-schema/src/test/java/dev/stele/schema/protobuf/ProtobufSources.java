package dev.stele.schema.protobuf;

import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import java.util.List;

/** Texts in Protobuf, and what they are read as. */
final class ProtobufSources {
  private static final ProtobufFormat FORMAT = new ProtobufFormat();

  private ProtobufSources() {}

  static SchemaSource source(String text, Dependency... dependencies) {
    return new SchemaSource(SchemaType.PROTOBUF, text, List.of(dependencies));
  }

  static Dependency dependency(String path, String text) {
    return new Dependency(new Reference(path, "subject of " + path, 1), text);
  }

  static ProtobufSchema parse(String text, Dependency... dependencies) {
    return FORMAT.parse(source(text, dependencies), Strictness.NEW);
  }

  static ProtobufSchema stored(String text, Dependency... dependencies) {
    return FORMAT.parse(source(text, dependencies), Strictness.STORED);
  }
}
