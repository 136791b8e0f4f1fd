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
    return importedBy(files).declare(files.root(), Origin.ROOT);
  }

  /**
   * The package of the root file, with the types that it declares. From there all others can be
   * resolved, well-known ones even if they are not imported.
   *
   * @throws LimitExceededException if types are nested too deep
   */
  static Scope packageOf(FileSet files) {
    DeclaredTypes types = importedBy(files);
    WellKnown.paths().forEach(types::declareWellKnown);
    types.declare(files.root(), Origin.ROOT);
    return types.scope(files.root());
  }

  /** What the root file is declared among. Its own types come last, as they hide others. */
  private static DeclaredTypes importedBy(FileSet files) {
    DeclaredTypes types = new DeclaredTypes();
    files.imports().forEach(imported -> types.paths.add(imported.reference().name()));
    for (FileSet.Imported imported : files.imports()) {
      types.declareWellKnown(imported.file());
      types.declare(imported.file(), Origin.of(imported.reference()));
    }
    types.declareWellKnown(files.root());
    return types;
  }

  private Scope scope(ProtoFileElement file) {
    String packageName = file.getPackageName();
    return packageName == null ? outermost : outermost.subpackage(packageName);
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
    Scope scope = scope(file);
    Map<String, Scope> declared = new LinkedHashMap<>();
    for (TypeElement type : file.getTypes()) {
      declared.put(type.getName(), scope.declare(type, origin));
    }
    return declared;
  }
}
