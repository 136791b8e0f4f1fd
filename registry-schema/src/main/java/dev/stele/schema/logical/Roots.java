package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Union;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a script's root is if the script does not say. */
final class Roots {
  private Roots() {}

  /** Declared types that no other of them uses and that are in no other, in order. */
  static Set<String> of(Map<String, LogicalType> declared) {
    Set<String> roots = new LinkedHashSet<>(declared.keySet());
    declared.forEach(
        (name, type) -> {
          Set<String> used = LogicalSchema.names(type);
          used.remove(name);
          roots.removeAll(used);
        });
    roots.removeIf(name -> LogicalSchema.parent(name, declared.keySet()) != null);
    return roots;
  }

  /** The one root, or a union of several; null if there is none, or two have one simple name. */
  static @Nullable Slot implied(Map<String, LogicalType> declared) {
    List<Branch> branches =
        of(declared).stream()
            .map(name -> new Branch(simple(name), Slot.required(new Named(name)), Notes.NONE))
            .toList();
    boolean distinct = branches.stream().map(Branch::name).distinct().count() == branches.size();
    if (branches.isEmpty() || !distinct) {
      return null;
    }
    return branches.size() == 1 ? branches.get(0).slot() : Slot.required(new Union(branches));
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
