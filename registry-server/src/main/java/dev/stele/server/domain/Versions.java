package dev.stele.server.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.organicdesign.fp.collections.ImSortedMap;
import org.organicdesign.fp.collections.PersistentTreeMap;

/** The versions of one subject, live and softly deleted. Immutable. */
final class Versions {
  static final Versions NONE = new Versions(PersistentTreeMap.empty(), null);

  private final ImSortedMap<Integer, SchemaVersion> all;
  private final @Nullable SchemaVersion latest;

  private Versions(ImSortedMap<Integer, SchemaVersion> all, @Nullable SchemaVersion latest) {
    this.all = all;
    this.latest = latest;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Optional<SchemaVersion> get(int version) {
    return Optional.ofNullable(all.get(version));
  }

  /** The highest one that is live. */
  Optional<SchemaVersion> latest() {
    return Optional.ofNullable(latest);
  }

  /** Ascending. */
  List<SchemaVersion> list() {
    return new ArrayList<>(all.values());
  }

  Versions with(SchemaVersion version) {
    ImSortedMap<Integer, SchemaVersion> more = all.assoc(version.version(), version);
    boolean newest = latest == null || version.version() >= latest.version();
    return newest && !version.deleted()
        ? new Versions(more, version)
        : new Versions(more, latest(more, version.version()));
  }

  Versions without(int version) {
    ImSortedMap<Integer, SchemaVersion> rest = all.without(version);
    return new Versions(rest, latest(rest, version));
  }

  private @Nullable SchemaVersion latest(
      ImSortedMap<Integer, SchemaVersion> now, int changedVersion) {
    if (latest == null || latest.version() != changedVersion) {
      return latest;
    }
    SchemaVersion last = null;
    for (SchemaVersion version : now.values()) {
      if (!version.deleted()) {
        last = version;
      }
    }
    return last;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Versions that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }
}
