package dev.stele.serde.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The extensions that dynamic messages of a file can have. */
final class Extensions {
  private Extensions() {}

  /** Those that the file and all it imports declare. */
  static ExtensionRegistry of(FileDescriptor file) {
    ExtensionRegistry registry = ExtensionRegistry.newInstance();
    add(file, registry, new HashSet<>());
    return registry.getUnmodifiable();
  }

  private static void add(FileDescriptor file, ExtensionRegistry registry, Set<String> seen) {
    if (seen.add(file.getName())) {
      add(file.getExtensions(), registry);
      file.getMessageTypes().forEach(message -> add(message, registry));
      file.getDependencies().forEach(imported -> add(imported, registry, seen));
    }
  }

  private static void add(Descriptor message, ExtensionRegistry registry) {
    add(message.getExtensions(), registry);
    message.getNestedTypes().forEach(nested -> add(nested, registry));
  }

  private static void add(List<FieldDescriptor> extensions, ExtensionRegistry registry) {
    for (FieldDescriptor extension : extensions) {
      if (extension.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        registry.add(extension, DynamicMessage.getDefaultInstance(extension.getMessageType()));
      } else {
        registry.add(extension);
      }
    }
  }
}
