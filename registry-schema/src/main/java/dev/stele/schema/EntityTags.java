package dev.stele.schema;

import java.util.List;

/**
 * The tags of one entity.
 *
 * @param tags in their order, each as it is
 */
public record EntityTags(SchemaEntity entity, List<String> tags) {
  public EntityTags {
    tags = List.copyOf(tags);
  }
}
