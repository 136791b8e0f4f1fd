package dev.stele.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tags one entity gets and loses; it loses what is in both lists.
 *
 * @param added in the order they are to have behind those that are there
 */
public record TagEdit(SchemaEntity entity, List<String> added, List<String> removed) {
  public TagEdit {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /**
   * One edit for each entity: first those that get tags, then those that only lose some. A dot that
   * leads a path makes no difference; the first spelling counts.
   */
  public static List<TagEdit> of(List<EntityTags> added, List<EntityTags> removed) {
    Map<SchemaEntity, TagEdit> edits = new LinkedHashMap<>();
    for (EntityTags more : added) {
      edits.merge(
          more.entity().withoutLeadingDot(),
          new TagEdit(more.entity(), more.tags(), List.of()),
          TagEdit::and);
    }
    for (EntityTags fewer : removed) {
      edits.merge(
          fewer.entity().withoutLeadingDot(),
          new TagEdit(fewer.entity(), List.of(), fewer.tags()),
          TagEdit::and);
    }
    return List.copyOf(edits.values());
  }

  private TagEdit and(TagEdit other) {
    return new TagEdit(entity, joined(added, other.added), joined(removed, other.removed));
  }

  private static List<String> joined(List<String> some, List<String> more) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** What becomes of the tags that an entity has: each stands once, in the order it came. */
  public List<String> applied(Collection<String> tags) {
    Set<String> all = new LinkedHashSet<>(tags);
    all.addAll(added);
    removed.forEach(all::remove);
    return List.copyOf(all);
  }
}
