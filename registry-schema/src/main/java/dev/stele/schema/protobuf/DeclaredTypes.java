package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All types that a file can use: its own, those of files it imports, and well-known ones, whether
 * imported or not.
 */
final class DeclaredTypes {
  /** Shared, as nothing more is declared there. */
  private static final Scope WELL_KNOWN = wellKnown();

  private DeclaredTypes() {}

  /**
   * The types that the root file declares, outside of each other, by name and in order. From them
   * all others can be resolved.
   *
   * @throws LimitExceededException if types are nested too deep
   */
  static Map<String, Scope> of(FileSet files) {
    return declare(files.root(), Origin.ROOT, importedBy(files));
  }

  /**
   * The package of the root file, with the types that it declares. From there all others can be
   * resolved.
   *
   * @throws LimitExceededException if types are nested too deep
   */
  static Scope packageOf(FileSet files) {
    Scope outermost = importedBy(files);
    declare(files.root(), Origin.ROOT, outermost);
    return packageOf(files.root(), outermost);
  }

  /** What the root file is declared among. Its own types come later, as they hide others. */
  private static Scope importedBy(FileSet files) {
    Scope outermost = Scope.outermost(WELL_KNOWN);
    for (FileSet.Imported imported : files.imports()) {
      declare(imported.file(), Origin.of(imported.reference()), outermost);
    }
    return outermost;
  }

  private static Scope wellKnown() {
    Scope outermost = Scope.outermost(null);
    WellKnown.files().forEach((path, file) -> declare(file, Origin.wellKnown(path), outermost));
    return outermost;
  }

  private static Map<String, Scope> declare(ProtoFileElement file, Origin origin, Scope outermost) {
    Scope scope = packageOf(file, outermost);
    scope.declare(file.getExtendDeclarations());
    Map<String, Scope> declared = new LinkedHashMap<>();
    for (TypeElement type : file.getTypes()) {
      declared.put(type.getName(), scope.declare(type, origin));
    }
    return declared;
  }

  private static Scope packageOf(ProtoFileElement file, Scope outermost) {
    String packageName = file.getPackageName();
    return packageName == null ? outermost : outermost.subpackage(packageName);
  }
}
