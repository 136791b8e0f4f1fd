package dev.stele.server.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * That a resource, for instance a topic, uses a subject. Kept as the log has it.
 *
 * @param frozen whether it stays as it is; an association that is {@code STRONG} is, others are not
 * @param createdMs milliseconds since 1970; null before the log tells
 * @param updatedMs milliseconds since 1970; null before the log tells
 */
public record Association(
    Key key,
    @Nullable String guid,
    @Nullable String resourceId,
    LifecyclePolicy lifecycle,
    boolean frozen,
    @Nullable Long createdMs,
    @Nullable Long updatedMs) {

  /** What names an association in the log. Ordered as listings are. */
  public record Key(
      String resourceName,
      String resourceNamespace,
      String resourceType,
      String associationType,
      Subject subject)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::resourceName)
            .thenComparing(Key::resourceNamespace)
            .thenComparing(Key::resourceType)
            .thenComparing(Key::associationType)
            .thenComparing(Key::subject);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  public Subject subject() {
    return key.subject();
  }

  /** What it is for: {@code key} or {@code value}. */
  public String type() {
    return key.associationType();
  }

  public boolean isStrong() {
    return lifecycle == LifecyclePolicy.STRONG;
  }

  /** The same once the log has it. A record that was written for the first time bears no time. */
  Association at(Stamp stamp) {
    long written = stamp.timestampMs();
    return new Association(
        key,
        guid,
        resourceId,
        lifecycle,
        frozen,
        createdMs == null ? Long.valueOf(written) : createdMs,
        written);
  }
}
