package dev.stele.serde.client;

import java.util.Map;
import java.util.Set;

/**
 * What a schema says of itself beyond its text. Immutable and thread-safe.
 *
 * @param tags path glob, for instance {@code **.ssn}, to the tags of the fields it matches
 * @param properties free text by name
 * @param sensitive the names of properties whose values must not be shown
 */
public record Metadata(
    Map<String, Set<String>> tags, Map<String, String> properties, Set<String> sensitive) {
  public Metadata {
    tags = Map.copyOf(tags);
    properties = Map.copyOf(properties);
    sensitive = Set.copyOf(sensitive);
  }
}
