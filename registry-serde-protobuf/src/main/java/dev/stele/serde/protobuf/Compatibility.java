package dev.stele.serde.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import dev.stele.schema.protobuf.ProtobufDescriptors;
import dev.stele.schema.protobuf.ProtobufFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a registered schema can read what an object's own file writes. */
final class Compatibility {
  private static final ProtobufFormat FORMAT = new ProtobufFormat();

  private Compatibility() {}

  /** Why it cannot; none if it can. */
  static List<String> reasons(SchemaSource registered, FileDescriptor own) {
    ParsedSchema reader = FORMAT.parse(registered, Strictness.STORED);
    ParsedSchema writer = FORMAT.parse(source(own), Strictness.STORED);
    return reader.incompatibilities(writer, CompatibilityPolicy.STRICT).stream()
        .map(reason -> reason.message(Direction.BACKWARD))
        .toList();
  }

  private static SchemaSource source(FileDescriptor file) {
    List<Dependency> dependencies = new ArrayList<>();
    addImports(file, dependencies, new HashSet<>());
    return new SchemaSource(SchemaType.PROTOBUF, ProtobufDescriptors.text(file), dependencies);
  }

  private static void addImports(
      FileDescriptor file, List<Dependency> dependencies, Set<String> seen) {
    for (FileDescriptor imported : file.getDependencies()) {
      String path = imported.getName();
      if (!ProtobufDescriptors.isWellKnown(path) && seen.add(path)) {
        addImports(imported, dependencies, seen);
        Reference reference = new Reference(path, path, 1);
        dependencies.add(new Dependency(reference, ProtobufDescriptors.text(imported)));
      }
    }
  }
}
