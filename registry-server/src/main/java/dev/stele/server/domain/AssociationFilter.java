package dev.stele.server.domain;

import java.util.List;
import java.util.Set;

/**
 * Which associations a listing holds.
 *
 * @param resourceType empty for any
 * @param types {@code key} or {@code value}; none for any
 * @param lifecycles none for any
 */
public record AssociationFilter(
    String resourceType, Set<String> types, Set<LifecyclePolicy> lifecycles) {
  public AssociationFilter {
    types = Set.copyOf(types);
    lifecycles = Set.copyOf(lifecycles);
  }

  /** Those of some associations that the listing holds, in the same order. */
  public List<Association> of(List<Association> associations) {
    return associations.stream().filter(this::holds).toList();
  }

  /** The same whatever the lifecycle. */
  AssociationFilter anyLifecycle() {
    return new AssociationFilter(resourceType, types, Set.of());
  }

  private boolean holds(Association association) {
    return (resourceType.isEmpty() || resourceType.equals(association.key().resourceType()))
        && (types.isEmpty() || types.contains(association.type()))
        && (lifecycles.isEmpty() || lifecycles.contains(association.lifecycle()));
  }
}
