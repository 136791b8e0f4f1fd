package dev.stele.server.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.organicdesign.fp.collections.ImMap;
import org.organicdesign.fp.collections.ImSortedMap;
import org.organicdesign.fp.collections.PersistentHashMap;
import org.organicdesign.fp.collections.PersistentTreeMap;

/** Which resources use which subjects, to be found from either end. Immutable. */
public final class Associations {
  /** In place of a resource's name or namespace: any. */
  public static final String ANY = "-";

  static final Associations NONE =
      new Associations(
          PersistentTreeMap.empty(), Index.empty(), Index.empty(), Index.empty(), Index.empty());

  private final ImSortedMap<Association.Key, Association> all;
  private final Index<Subject> bySubject;
  private final Index<String> byId;
  private final Index<String> byName;
  private final Index<String> byNamespace;

  private Associations(
      ImSortedMap<Association.Key, Association> all,
      Index<Subject> bySubject,
      Index<String> byId,
      Index<String> byName,
      Index<String> byNamespace) {
    this.all = all;
    this.bySubject = bySubject;
    this.byId = byId;
    this.byName = byName;
    this.byNamespace = byNamespace;
  }

  /** Those of a subject, in order. */
  public List<Association> of(Subject subject) {
    return bySubject.of(subject);
  }

  /** Those of the resource with an id, in order. */
  public List<Association> ofResource(String id) {
    return byId.of(id);
  }

  /**
   * Those of the resources with a name, in order.
   *
   * @param namespace as {@code name}, may be {@link #ANY}
   */
  public List<Association> ofResource(String namespace, String name) {
    if (namespace.equals(ANY)) {
      return name.equals(ANY) ? new ArrayList<>(all.values()) : byName.of(name);
    }
    if (name.equals(ANY)) {
      return byNamespace.of(namespace);
    }
    return byName.of(name).stream()
        .filter(association -> association.key().resourceNamespace().equals(namespace))
        .toList();
  }

  /** Whether a resource owns a subject. */
  boolean isOwned(Subject subject) {
    return of(subject).stream().anyMatch(Association::isStrong);
  }

  Associations with(Association association) {
    Association.Key key = association.key();
    Associations base = without(key); // its resource's id may be another now
    return new Associations(
        base.all.assoc(key, association),
        base.bySubject.with(key.subject(), association),
        association.resourceId() == null
            ? base.byId
            : base.byId.with(association.resourceId(), association),
        base.byName.with(key.resourceName(), association),
        base.byNamespace.with(key.resourceNamespace(), association));
  }

  Associations without(Association.Key key) {
    Association known = all.get(key);
    if (known == null) {
      return this;
    }
    return new Associations(
        all.without(key),
        bySubject.without(key.subject(), key),
        known.resourceId() == null ? byId : byId.without(known.resourceId(), key),
        byName.without(key.resourceName(), key),
        byNamespace.without(key.resourceNamespace(), key));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Associations that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  private record Index<K>(ImMap<K, ImSortedMap<Association.Key, Association>> groups) {
    static <K> Index<K> empty() {
      return new Index<>(PersistentHashMap.empty());
    }

    List<Association> of(K name) {
      ImSortedMap<Association.Key, Association> group = groups.get(name);
      return group == null ? List.of() : new ArrayList<>(group.values());
    }

    Index<K> with(K name, Association association) {
      ImSortedMap<Association.Key, Association> group = groups.get(name);
      ImSortedMap<Association.Key, Association> base =
          group == null ? PersistentTreeMap.empty() : group;
      return new Index<>(groups.assoc(name, base.assoc(association.key(), association)));
    }

    Index<K> without(K name, Association.Key key) {
      ImSortedMap<Association.Key, Association> group = groups.get(name);
      if (group == null) {
        return this;
      }
      ImSortedMap<Association.Key, Association> rest = group.without(key);
      return new Index<>(rest.isEmpty() ? groups.without(name) : groups.assoc(name, rest));
    }
  }
}
