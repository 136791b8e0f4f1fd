package dev.stele.server.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.organicdesign.fp.collections.ImMap;
import org.organicdesign.fp.collections.ImSortedMap;
import org.organicdesign.fp.collections.PersistentHashMap;
import org.organicdesign.fp.collections.PersistentTreeMap;

/**
 * The schema ids of one context: what each stands for, who uses it, and the highest ever given out.
 * Immutable.
 */
final class Ids {
  static final Ids NONE =
      new Ids(PersistentHashMap.empty(), Guids.NONE, PersistentTreeMap.empty(), 0);

  private final ImMap<Integer, Use> uses;
  private final Guids byGuid;
  private final ImSortedMap<Integer, SchemaVersion> clashes;
  private final int highest;

  private Ids(
      ImMap<Integer, Use> uses,
      Guids byGuid,
      ImSortedMap<Integer, SchemaVersion> clashes,
      int highest) {
    this.uses = uses;
    this.byGuid = byGuid;
    this.clashes = clashes;
    this.highest = highest;
  }

  /**
   * An id in use.
   *
   * @param last the user that stands latest in the log: on a clash its content wins
   */
  private record Use(SchemaVersion last, ImSortedMap<VersionKey, SchemaVersion> users) {
    Use with(SchemaVersion version) {
      boolean later = version.stamp().offset() >= last.stamp().offset();
      return new Use(later ? version : last, users.assoc(version.key(), version));
    }

    static Use of(SchemaVersion only) {
      return new Use(
          only, PersistentTreeMap.<VersionKey, SchemaVersion>empty().assoc(only.key(), only));
    }

    @Nullable Use without(VersionKey key) {
      ImSortedMap<VersionKey, SchemaVersion> rest = users.without(key);
      if (rest.isEmpty()) {
        return null;
      }
      return last.key().equals(key) ? new Use(lastOf(rest.values()), rest) : new Use(last, rest);
    }

    boolean bears(UUID guid) {
      return last.content().guid().equals(guid)
          || users.values().stream().anyMatch(user -> user.content().guid().equals(guid));
    }

    boolean clashes() {
      String text = last.content().text();
      return users.values().stream().anyMatch(user -> !user.content().text().equals(text));
    }

    private static SchemaVersion lastOf(Collection<SchemaVersion> users) {
      SchemaVersion last = users.iterator().next();
      for (SchemaVersion user : users) {
        last = user.stamp().offset() >= last.stamp().offset() ? user : last;
      }
      return last;
    }
  }

  /** The content an id stands for. */
  Optional<SchemaContent> content(int id) {
    return last(id).map(SchemaVersion::content);
  }

  /** The user of an id that stands latest in the log. */
  Optional<SchemaVersion> last(int id) {
    Use use = uses.get(id);
    return use == null ? Optional.empty() : Optional.of(use.last());
  }

  /** By subject, then version; none if the id is unknown. */
  List<SchemaVersion> users(int id) {
    Use use = uses.get(id);
    return use == null ? List.of() : new ArrayList<>(use.users().values());
  }

  /** Users of an id and of others that imports gave the same content; by subject, then version. */
  List<SchemaVersion> usersOfContent(int id) {
    Use use = uses.get(id);
    List<Integer> same = use == null ? List.of() : byGuid.ids(use.last().content().guid());
    if (same.size() <= 1) {
      return users(id);
    }
    SortedMap<VersionKey, SchemaVersion> all = new TreeMap<>();
    same.forEach(one -> users(one).forEach(user -> all.put(user.key(), user)));
    return List.copyOf(all.values());
  }

  /** The id of a content, the highest if imports gave it several. */
  OptionalInt idOf(UUID guid) {
    return byGuid.idOf(guid);
  }

  /** 0 if none was ever given out. */
  int highest() {
    return highest;
  }

  /** Ids that stand for two different texts, each with the version that won. */
  List<SchemaVersion> clashes() {
    return new ArrayList<>(clashes.values());
  }

  Ids with(SchemaVersion version) {
    Use use = uses.get(version.id());
    Use more = use == null ? Use.of(version) : use.with(version);
    return changed(version.id(), more, byGuid.with(version.content().guid(), version.id()))
        .withHighest(version.id());
  }

  Ids without(SchemaVersion version) {
    int id = version.id();
    Use use = uses.get(id);
    if (use == null) {
      return this;
    }
    UUID guid = version.content().guid();
    Use rest = use.without(version.key());
    Guids guids = rest != null && rest.bears(guid) ? byGuid : byGuid.without(guid, id);
    return rest != null
        ? changed(id, rest, guids)
        : new Ids(uses.without(id), guids, clashes.without(id), highest);
  }

  Ids withHighest(int id) {
    return id <= highest ? this : new Ids(uses, byGuid, clashes, id);
  }

  private Ids changed(int id, Use use, Guids guids) {
    ImSortedMap<Integer, SchemaVersion> clashing = clashes;
    if (use.users().size() > 1 && (clashes.containsKey(id) || newcomerDiffers(id, use))) {
      clashing = use.clashes() ? clashes.assoc(id, use.last()) : clashes.without(id);
    } else if (!clashes.isEmpty()) {
      clashing = clashes.without(id);
    }
    return new Ids(uses.assoc(id, use), guids, clashing, highest);
  }

  // Popular schemas have thousands of users: they are compared one by one only where one differs.
  private boolean newcomerDiffers(int id, Use use) {
    Use before = uses.get(id);
    return before != null && !before.last().content().text().equals(use.last().content().text());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ids that
        && uses.equals(that.uses)
        && byGuid.equals(that.byGuid)
        && highest == that.highest;
  }

  @Override
  public int hashCode() {
    return uses.hashCode();
  }
}
