package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.Named;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema of logical types. Immutable.
 *
 * @param namespace that of the whole; null for none
 * @param declared structs and enums that it declares, by full name and in order; one inside of
 *     another's name is nested in it
 * @param external those of other schemas that it uses, as far as they are known
 * @param imports where types are from that no name leads to: URIs, by the name they have here
 * @param root what values are
 */
public record LogicalSchema(
    @Nullable String namespace,
    Map<String, LogicalType> declared,
    Map<String, LogicalType> external,
    Map<String, String> imports,
    Slot root) {
  public LogicalSchema {
    declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
    external = Collections.unmodifiableMap(new LinkedHashMap<>(external));
    imports = Collections.unmodifiableMap(new LinkedHashMap<>(imports));
  }

  /** What a name stands for; null if that is not known. */
  public @Nullable LogicalType definition(String name) {
    LogicalType type = declared.get(name);
    return type != null ? type : external.get(name);
  }

  /** The names that the root and the declared types use. */
  Set<String> usedNames() {
    Set<String> names = names(root.type());
    declared.values().forEach(type -> names.addAll(names(type)));
    return names;
  }

  /** The names that a type uses, not those that these use in turn. */
  public static Set<String> names(LogicalType type) {
    Set<String> names = new LinkedHashSet<>();
    collect(type, names);
    return names;
  }

  private static void collect(LogicalType type, Set<String> names) {
    if (type instanceof Named named) {
      names.add(named.name());
    } else {
      parts(type).forEach(part -> collect(part.type(), names));
    }
  }

  /** The slots that lie directly in a type. */
  public static List<Slot> parts(LogicalType type) {
    if (type instanceof LogicalType.ArrayOf array) {
      return List.of(array.element());
    } else if (type instanceof LogicalType.MultisetOf multiset) {
      return List.of(multiset.element());
    } else if (type instanceof LogicalType.MapOf map) {
      return List.of(map.key(), map.value());
    } else if (type instanceof LogicalType.Struct struct) {
      return struct.fields().stream().map(LogicalType.Field::slot).toList();
    } else if (type instanceof LogicalType.Union union) {
      return union.branches().stream().map(LogicalType.Branch::slot).toList();
    }
    return List.of();
  }

  /** The declared type that a name lies in; null if it lies in none. */
  static @Nullable String parent(String name, Collection<String> declared) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      String outer = name.substring(0, dot);
      if (declared.contains(outer)) {
        return outer;
      }
    }
    return null;
  }

  /** The declared type that a name lies in; null if it lies in none. */
  public @Nullable String parent(String name) {
    return parent(name, declared.keySet());
  }

  /** The names of types that contain themselves. */
  public Set<String> cyclic() {
    return Cycles.of(this);
  }
}
