package dev.stele.schema.protobuf;

import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A package or a type: where names are declared, and looked up from. Equal only to itself. */
final class Scope {
  /** How many packages and types may lie inside each other. Files in use stay below 20. */
  static final int MAX_DEPTH = 50;

  private final String name;
  private final @Nullable Scope outer;
  private final @Nullable Declared declared;
  private final @Nullable Scope wellKnown;
  private final int depth;
  private final Map<String, Scope> packages = new HashMap<>(2);
  private final Map<String, Scope> types = new LinkedHashMap<>();
  private final Map<String, Extension> extensions = new HashMap<>(2);

  private Scope(
      String name, @Nullable Scope outer, @Nullable Declared declared, @Nullable Scope wellKnown) {
    this.name = name;
    this.outer = outer;
    this.declared = declared;
    this.wellKnown = wellKnown;
    this.depth = outer == null ? 0 : outer.depth + 1;
    if (depth > MAX_DEPTH) {
      throw new LimitExceededException("more than " + MAX_DEPTH + " packages and types in a name");
    }
  }

  /** What makes a scope a type. */
  record Declared(TypeElement type, Origin origin, boolean isMapEntry) {}

  /**
   * An extension.
   *
   * @param fullName without a leading dot
   */
  record Extension(String fullName, boolean isRepeated) {}

  /**
   * Where nothing is declared yet.
   *
   * @param wellKnown the outermost scope of other types, which are found where none of the same
   *     name is declared; null for none
   */
  static Scope outermost(@Nullable Scope wellKnown) {
    return new Scope("", null, null, wellKnown);
  }

  /**
   * The package of a name with dots, made if it is new.
   *
   * @throws LimitExceededException if it is nested too deep
   */
  Scope subpackage(String path) {
    Scope scope = this;
    for (String step : path.split("\\.", MAX_DEPTH + 2)) {
      scope = scope.packages.computeIfAbsent(step, scope::newPackage);
    }
    return scope;
  }

  private Scope newPackage(String step) {
    return new Scope(step, this, null, wellKnown == null ? null : wellKnown.packages.get(step));
  }

  /**
   * Declares a type and all those nested in it; of two with one name, the later one counts.
   *
   * @throws LimitExceededException if it is nested too deep
   */
  Scope declare(TypeElement type, Origin origin) {
    boolean isMapEntry = FieldType.isMapEntry(type);
    Scope scope = new Scope(type.getName(), this, new Declared(type, origin, isMapEntry), null);
    types.put(type.getName(), scope);
    type.getNestedTypes().forEach(nested -> scope.declare(nested, origin));
    if (type instanceof MessageElement message) {
      scope.declare(message.getExtendDeclarations());
    }
    return scope;
  }

  /** Declares extensions; of two with one name, the later one counts. */
  void declare(List<ExtendElement> declarations) {
    for (ExtendElement declaration : declarations) {
      for (FieldElement field : declaration.getFields()) {
        String fullName = (fullName() + "." + field.getName()).substring(1);
        boolean isRepeated = field.getLabel() == Field.Label.REPEATED;
        extensions.put(field.getName(), new Extension(fullName, isRepeated));
      }
    }
  }

  /** The types declared right here, by name and in order. */
  Map<String, Scope> types() {
    return Collections.unmodifiableMap(types);
  }

  /**
   * The type of a name, declared right here.
   *
   * @throws IllegalStateException if there is none
   */
  Scope type(String typeName) {
    Scope type = types.get(typeName);
    if (type == null) {
      throw new IllegalStateException("Not declared: " + typeName);
    }
    return type;
  }

  /**
   * What makes this a type.
   *
   * @throws IllegalStateException if it is a package
   */
  Declared declared() {
    if (declared == null) {
      throw new IllegalStateException("Not a type: " + name);
    }
    return declared;
  }

  /**
   * The type that a name means here: declared here or, failing that, further out. A leading dot
   * says that it starts from the outermost scope. Whether the file was imported does not matter.
   */
  Optional<Scope> resolve(String typeName) {
    return resolve(typeName, (scope, last) -> scope.types.get(last));
  }

  /** The extension that a name means here, found like a type. */
  Optional<Extension> resolveExtension(String extensionName) {
    return resolve(extensionName, (scope, last) -> scope.extensions.get(last));
  }

  private <T> Optional<T> resolve(String path, BiFunction<Scope, String, @Nullable T> declaredIn) {
    boolean absolute = path.startsWith(".");
    String[] steps = path.substring(absolute ? 1 : 0).split("\\.", MAX_DEPTH + 2);
    T found = null;
    for (Scope scope = this; scope != null && found == null; scope = scope.outer) {
      found = absolute && scope.outer != null ? null : scope.descend(steps, 0, declaredIn);
    }
    return Optional.ofNullable(found);
  }

  private <T> @Nullable T descend(
      String[] steps, int from, BiFunction<Scope, String, @Nullable T> declaredIn) {
    T found = null;
    if (from == steps.length - 1) {
      found = declaredIn.apply(this, steps[from]);
    } else {
      found = descend(types.get(steps[from]), steps, from + 1, declaredIn);
      if (found == null) {
        found = descend(packages.get(steps[from]), steps, from + 1, declaredIn);
      }
    }
    return found == null ? descend(wellKnown, steps, from, declaredIn) : found;
  }

  private static <T> @Nullable T descend(
      @Nullable Scope scope,
      String[] steps,
      int from,
      BiFunction<Scope, String, @Nullable T> declaredIn) {
    return scope == null ? null : scope.descend(steps, from, declaredIn);
  }

  /** Whether two types have one name within their packages, which may differ. */
  boolean hasNameOf(Scope other) {
    if (outer == null || declared == null || other.outer == null || other.declared == null) {
      return declared == null && other.declared == null;
    }
    return name.equals(other.name) && outer.hasNameOf(other.outer);
  }

  /** The name with those of all packages and types around it, each after a dot. */
  String fullName() {
    return outer == null ? "" : outer.fullName() + "." + name;
  }

  /** The type's name within its package, as a path from {@code #}. */
  String path() {
    return appendPath(new StringBuilder("#")).toString();
  }

  private StringBuilder appendPath(StringBuilder path) {
    return outer == null || declared == null
        ? path
        : outer.appendPath(path).append('/').append(name);
  }
}
