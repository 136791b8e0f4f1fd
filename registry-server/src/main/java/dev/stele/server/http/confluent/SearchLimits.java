package dev.stele.server.http.confluent;

/**
 * How long listings may be.
 *
 * @param subjects {@code subject.search.*}
 * @param versions {@code subject.version.search.*}
 * @param schemas {@code schema.search.*}
 * @param contexts {@code context.search.*}
 */
public record SearchLimits(Limit subjects, Limit versions, Limit schemas, Limit contexts) {
  /**
   * One of them.
   *
   * @param fallback if the client names none, or more than allowed
   */
  public record Limit(int fallback, int max) {}
}
