package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Options in a compiled file that are extensions. */
final class OptionExtensions {
  private static final String META_PATH = "confluent/meta.proto";

  /** The extensions that everybody knows. */
  private static final FileDescriptor META =
      link(meta(), DescriptorProtos.getDescriptor()).orElseThrow();

  private OptionExtensions() {}

  private static FileDescriptorProto meta() {
    ProtoFileElement file = Objects.requireNonNull(WellKnown.files().get(META_PATH));
    Scope scope = DeclaredTypes.packageOf(new FileSet(file, List.of()));
    return DescriptorWriter.file(file, scope).toBuilder().setName(META_PATH).build();
  }

  /** Those that everybody knows, and those that a file declares itself, if it can be linked. */
  static ExtensionRegistry in(FileDescriptorProto file) {
    ExtensionRegistry registry = ExtensionRegistry.newInstance();
    META.getExtensions().forEach(extension -> add(extension, registry));
    link(file, DescriptorProtos.getDescriptor(), META)
        .ifPresent(
            linked -> {
              linked.getExtensions().forEach(extension -> add(extension, registry));
              linked.getMessageTypes().forEach(message -> addNested(message, registry));
            });
    return registry;
  }

  /** Those that everybody knows, and those that a file or one it imports declares. */
  static ExtensionRegistry in(FileDescriptor file) {
    ExtensionRegistry registry = ExtensionRegistry.newInstance();
    META.getExtensions().forEach(extension -> add(extension, registry));
    addAll(file, registry, new HashSet<>());
    return registry;
  }

  private static void addAll(FileDescriptor file, ExtensionRegistry registry, Set<String> seen) {
    if (!seen.add(file.getName())) {
      return;
    }
    file.getExtensions().forEach(extension -> add(extension, registry));
    file.getMessageTypes().forEach(message -> addNested(message, registry));
    file.getDependencies().forEach(imported -> addAll(imported, registry, seen));
  }

  private static void addNested(Descriptor message, ExtensionRegistry registry) {
    message.getExtensions().forEach(extension -> add(extension, registry));
    message.getNestedTypes().forEach(nested -> addNested(nested, registry));
  }

  private static void add(FieldDescriptor extension, ExtensionRegistry registry) {
    if (extension.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      registry.add(extension, DynamicMessage.getDefaultInstance(extension.getMessageType()));
    } else {
      registry.add(extension);
    }
  }

  private static Optional<FileDescriptor> link(
      FileDescriptorProto file, FileDescriptor... imports) {
    try {
      return Optional.of(FileDescriptor.buildFrom(file, imports, true));
    } catch (DescriptorValidationException | RuntimeException e) {
      // The latter for what the library does not expect, such as an unknown edition.
      return Optional.empty();
    }
  }
}
