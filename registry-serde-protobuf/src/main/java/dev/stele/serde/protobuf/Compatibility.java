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
import dev.stele.serde.internal.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a registered schema can read what an object's own file writes. */
final class Compatibility {
  private static final ProtobufFormat FORMAT = new ProtobufFormat();

  private Compatibility() {}

  /**
   * @param setting what turns the check off
   * @throws org.apache.kafka.common.errors.SerializationException if it cannot
   */
  static void require(Place place, SchemaSource registered, FileDescriptor own, String setting) {
    ParsedSchema reader = FORMAT.parse(registered, Strictness.STORED);
    ParsedSchema writer = FORMAT.parse(source(own), Strictness.STORED);
    String reasons =
        reader.incompatibilities(writer, CompatibilityPolicy.STRICT).stream()
            .map(reason -> reason.message(Direction.BACKWARD))
            .collect(Collectors.joining("; "));
    if (!reasons.isEmpty()) {
      throw place.failed(
          "Incompatible schema of type 'PROTOBUF': the registered schema cannot read what the"
              + " object's own schema writes: "
              + reasons
              + ". Change the object's schema, or set "
              + setting
              + "=false to disable this check");
    }
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
