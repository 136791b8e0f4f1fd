package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** All types that a file can use: its own, those of files it imports, and well-known ones. */
final class DeclaredTypes {
  private final Scope outermost = Scope.outermost();
  private final Set<String> paths = new HashSet<>();

  private DeclaredTypes() {}

  /**
   * The types that the root file declares, outside of each other, by name and in order. From them
   * all others can be resolved.
   *
   * @throws LimitExceededException if types are nested too deep
   */
  static Map<String, Scope> of(FileSet files) {
    DeclaredTypes types = new DeclaredTypes();
    files.imports().forEach(imported -> types.paths.add(imported.reference().name()));
    for (FileSet.Imported imported : files.imports()) {
      types.declareWellKnown(imported.file());
      types.declare(imported.file(), Origin.of(imported.reference()));
    }
    types.declareWellKnown(files.root());
    // Last, because a file's own types hide others of the same full name.
    return types.declare(files.root(), Origin.ROOT);
  }

  private void declareWellKnown(ProtoFileElement importer) {
    importer.getImports().forEach(this::declareWellKnown);
    importer.getPublicImports().forEach(this::declareWellKnown);
  }

  private void declareWellKnown(String path) {
    if (paths.add(path)) {
      WellKnown.file(path)
          .ifPresent(
              file -> {
                declareWellKnown(file);
                declare(file, Origin.wellKnown(path));
              });
    }
  }

  private Map<String, Scope> declare(ProtoFileElement file, Origin origin) {
    String packageName = file.getPackageName();
    Scope scope = packageName == null ? outermost : outermost.subpackage(packageName);
    Map<String, Scope> declared = new LinkedHashMap<>();
    for (TypeElement type : file.getTypes()) {
      declared.put(type.getName(), scope.declare(type, origin));
    }
    return declared;
  }
}
