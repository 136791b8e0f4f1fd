package dev.stele.schema;

import dev.stele.schema.SchemaEntity.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Collects the tags of a schema, within a limit: paths repeat the names that lead to an entity, so
 * all of them can be much longer than the text. Not thread-safe.
 */
public final class FoundTags {
  /** How many characters all paths and tags may have; ten thousand tagged fields take a tenth. */
  public static final int MAX_CHARS = 10_000_000;

  private final List<EntityTags> found = new ArrayList<>();
  private long chars;

  /**
   * Adds what bears tags; nothing, if there are none.
   *
   * @param tags each counts once
   * @throws InvalidSchemaException if the limit is exceeded
   */
  public void add(String path, Kind kind, Collection<String> tags) {
    if (tags.isEmpty()) {
      return;
    }
    chars += path.length() + tags.stream().mapToLong(String::length).sum();
    if (chars > MAX_CHARS) {
      throw new InvalidSchemaException(
          "Too large: tags and the paths to them have more than " + MAX_CHARS + " characters");
    }
    found.add(new EntityTags(new SchemaEntity(path, kind), List.copyOf(new LinkedHashSet<>(tags))));
  }

  /** All that were added, in that order. */
  public List<EntityTags> all() {
    return List.copyOf(found);
  }
}
