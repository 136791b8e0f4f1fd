package dev.stele.schema.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import dev.stele.schema.InvalidSchemaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes descriptors of the files of one schema. Used once, by one thread. */
final class Linker {
  /** How many files may import each other in a row. */
  private static final int MAX_DEPTH = 60;

  private static final Map<String, FileDescriptor> LIBRARY =
      Stream.of(
              AnyProto.getDescriptor().getFile(),
              ApiProto.getDescriptor().getFile(),
              DescriptorProtos.getDescriptor().getFile(),
              DurationProto.getDescriptor().getFile(),
              EmptyProto.getDescriptor().getFile(),
              FieldMaskProto.getDescriptor().getFile(),
              SourceContextProto.getDescriptor().getFile(),
              StructProto.getDescriptor().getFile(),
              TimestampProto.getDescriptor().getFile(),
              TypeProto.getDescriptor().getFile(),
              WrappersProto.getDescriptor().getFile())
          .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, Function.identity()));

  private final FileSet files;
  private final boolean lenient;
  private final Map<String, FileSet.Imported> imported = new LinkedHashMap<>();
  private final Map<String, FileDescriptor> linked = new HashMap<>(LIBRARY);
  private final Set<String> begun = new HashSet<>();

  /**
   * @param lenient whether a file sees all that come before it, imported or not, and what nobody
   *     declares is taken for a message without fields
   */
  Linker(FileSet files, boolean lenient) {
    this.files = files;
    this.lenient = lenient;
    files.imports().forEach(file -> imported.put(file.reference().name(), file));
  }

  FileDescriptor root() {
    if (lenient) {
      imported.keySet().forEach(path -> link(path, 1));
    }
    FileDescriptorProto root = compiled(files.root()).build();
    return build(root, imports(root, 0));
  }

  private List<FileDescriptor> imports(FileDescriptorProto file, int depth) {
    List<FileDescriptor> imports = new ArrayList<>();
    for (String path : file.getDependencyList()) {
      FileDescriptor found = link(path, depth + 1);
      if (found != null) {
        imports.add(found);
      }
    }
    return imports;
  }

  private @Nullable FileDescriptor link(String path, int depth) {
    FileDescriptor known = linked.get(path);
    if (known != null) {
      return known;
    }
    FileSet.Imported registered = imported.get(path);
    ProtoFileElement element = registered != null ? registered.file() : WellKnown.files().get(path);
    if (element == null) {
      return null;
    }
    if (depth > MAX_DEPTH || !begun.add(path)) {
      throw new InvalidSchemaException(
          path + " is imported by what it imports itself, or nested too deep");
    }
    FileDescriptorProto file = compiled(element).setName(path).build();
    FileDescriptor made = build(file, imports(file, depth));
    linked.put(path, made);
    return made;
  }

  private FileDescriptorProto.Builder compiled(ProtoFileElement element) {
    Scope scope = DeclaredTypes.packageOf(new FileSet(element, files.imports()));
    FileDescriptorProto.Builder file = DescriptorWriter.file(element, scope).toBuilder();
    if (lenient) {
      linked.keySet().stream()
          .filter(path -> imported.containsKey(path) && !file.getDependencyList().contains(path))
          .sorted()
          .forEach(file::addDependency);
    }
    return file;
  }

  private FileDescriptor build(FileDescriptorProto file, List<FileDescriptor> imports) {
    try {
      return FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new), lenient);
    } catch (DescriptorValidationException | RuntimeException e) {
      // The latter for what the library does not expect, such as options that contradict others.
      throw new InvalidSchemaException(
          "The Protobuf library refuses the schema: " + e.getMessage(), e);
    }
  }
}
