package dev.stele.serde.protobuf.internal.json;

import com.google.protobuf.AnyProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages and extensions by their full names. Immutable and thread-safe. */
final class KnownTypes {
  private static final List<FileDescriptor> LIBRARY =
      List.of(
          AnyProto.getDescriptor().getFile(),
          DurationProto.getDescriptor().getFile(),
          EmptyProto.getDescriptor().getFile(),
          FieldMaskProto.getDescriptor().getFile(),
          StructProto.getDescriptor().getFile(),
          TimestampProto.getDescriptor().getFile(),
          WrappersProto.getDescriptor().getFile());

  private final Map<String, Descriptor> messages = new HashMap<>();
  private final Map<String, FieldDescriptor> extensions = new HashMap<>();

  KnownTypes(FileDescriptor file) {
    Set<String> seen = new HashSet<>();
    add(file, seen);
    LIBRARY.forEach(library -> add(library, seen));
  }

  private void add(FileDescriptor file, Set<String> seen) {
    if (seen.add(file.getName())) {
      file.getMessageTypes().forEach(this::add);
      file.getExtensions().forEach(this::add);
      file.getDependencies().forEach(imported -> add(imported, seen));
    }
  }

  private void add(Descriptor message) {
    messages.putIfAbsent(message.getFullName(), message);
    message.getExtensions().forEach(this::add);
    message.getNestedTypes().forEach(this::add);
  }

  private void add(FieldDescriptor extension) {
    extensions.putIfAbsent(extension.getFullName(), extension);
  }

  /**
   * The type in an {@code Any}.
   *
   * @param url ends with a slash and the full name of the type
   */
  Descriptor message(String url, String path) throws ProtobufJsonException {
    int slash = url.lastIndexOf('/');
    Descriptor found = messages.get(url.substring(slash + 1));
    if (slash < 0 || found == null) {
      throw new ProtobufJsonException(
          path, "the type '" + url + "' of a google.protobuf.Any is not in the schema");
    }
    return found;
  }

  @Nullable FieldDescriptor extension(Descriptor of, String name) {
    FieldDescriptor found = extensions.get(name);
    return found != null && found.getContainingType().getFullName().equals(of.getFullName())
        ? found
        : null;
  }
}
