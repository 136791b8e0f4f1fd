package dev.stele.server.domain;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.organicdesign.fp.collections.ImMap;
import org.organicdesign.fp.collections.ImSortedSet;
import org.organicdesign.fp.collections.PersistentHashMap;
import org.organicdesign.fp.collections.PersistentTreeSet;

/**
 * The ids that contents have in one context. Nearly always one each; imports may give several.
 * Follows from what is there, not from the order in which it came. Immutable.
 */
final class Guids {
  static final Guids NONE = new Guids(PersistentHashMap.empty(), PersistentHashMap.empty());

  private final ImMap<UUID, Integer> highest;
  // All of them, where there are several.
  private final ImMap<UUID, ImSortedSet<Integer>> several;

  private Guids(ImMap<UUID, Integer> highest, ImMap<UUID, ImSortedSet<Integer>> several) {
    this.highest = highest;
    this.several = several;
  }

  /** The highest id of a content. */
  OptionalInt idOf(UUID guid) {
    Integer id = highest.get(guid);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** All ids of a content, ascending. */
  List<Integer> ids(UUID guid) {
    Integer id = highest.get(guid);
    return id == null ? List.of() : List.copyOf(all(guid, id));
  }

  Guids with(UUID guid, int id) {
    Integer known = highest.get(guid);
    if (known == null) {
      return new Guids(highest.assoc(guid, id), several);
    }
    if (known == id) {
      return this;
    }
    return new Guids(
        highest.assoc(guid, Math.max(known, id)), several.assoc(guid, all(guid, known).put(id)));
  }

  Guids without(UUID guid, int id) {
    Integer known = highest.get(guid);
    if (known == null) {
      return this;
    }
    ImSortedSet<Integer> rest = all(guid, known).without(id);
    if (rest.isEmpty()) {
      return new Guids(highest.without(guid), several.without(guid));
    }
    return new Guids(
        highest.assoc(guid, rest.last()),
        rest.size() == 1 ? several.without(guid) : several.assoc(guid, rest));
  }

  private ImSortedSet<Integer> all(UUID guid, Integer known) {
    ImSortedSet<Integer> all = several.get(guid);
    return all == null ? PersistentTreeSet.<Integer>empty().put(known) : all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Guids that
        && highest.equals(that.highest)
        && several.equals(that.several);
  }

  @Override
  public int hashCode() {
    return highest.hashCode();
  }
}
