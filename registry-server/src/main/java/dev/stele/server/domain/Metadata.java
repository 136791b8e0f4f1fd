package dev.stele.server.domain;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a team says about a schema beside its text; part of its identity. All members are sorted.
 *
 * @param tags by path in the schema
 * @param sensitive names of properties whose values are secret
 */
public record Metadata(
    SortedMap<String, SortedSet<String>> tags,
    SortedMap<String, String> properties,
    SortedSet<String> sensitive) {
  public Metadata {
    TreeMap<String, SortedSet<String>> copy = new TreeMap<>();
    tags.forEach(
        (path, names) -> copy.put(path, Collections.unmodifiableSortedSet(new TreeSet<>(names))));
    tags = Collections.unmodifiableSortedMap(copy);
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    sensitive = Collections.unmodifiableSortedSet(new TreeSet<>(sensitive));
  }

  /** Nothing said; not the same as no metadata. */
  static final Metadata EMPTY = new Metadata(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());

  /** The same with a property of this value. */
  Metadata with(String property, String value) {
    SortedMap<String, String> changed = new TreeMap<>(properties);
    changed.put(property, value);
    return new Metadata(tags, changed, sensitive);
  }

  /** As the reference registry's messages show it. */
  @Override
  public String toString() {
    return "Metadata{tags="
        + tags
        + ", properties="
        + properties
        + ", sensitive="
        + sensitive
        + "}";
  }

  boolean isEmpty() {
    return tags.isEmpty() && properties.isEmpty() && sensitive.isEmpty();
  }

  /** Both together; where they differ on a path or a property, the other one wins. */
  public Metadata merge(Metadata other) {
    TreeSet<String> secret = new TreeSet<>(sensitive);
    secret.addAll(other.sensitive);
    return new Metadata(merge(tags, other.tags), merge(properties, other.properties), secret);
  }

  private static <V> SortedMap<String, V> merge(Map<String, V> one, Map<String, V> other) {
    SortedMap<String, V> merged = new TreeMap<>(one);
    merged.putAll(other);
    return merged;
  }
}
