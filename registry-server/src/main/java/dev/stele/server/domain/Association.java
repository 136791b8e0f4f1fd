package dev.stele.server.domain;

import org.jspecify.annotations.Nullable;

/**
 * That a resource, for instance a topic, uses a subject. Kept as the log has it.
 *
 * @param createdMs milliseconds since 1970, where known
 */
public record Association(
    Key key,
    @Nullable String guid,
    @Nullable String resourceId,
    @Nullable String lifecycle,
    boolean frozen,
    @Nullable Long createdMs) {

  /** What names an association in the log. */
  public record Key(
      String resourceName,
      String resourceNamespace,
      String resourceType,
      String associationType,
      Subject subject) {}
}
