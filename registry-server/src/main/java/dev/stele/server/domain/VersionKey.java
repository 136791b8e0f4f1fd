package dev.stele.server.domain;

import java.util.Comparator;

/** Names one version of a subject; ordered by subject, then version. */
public record VersionKey(Subject subject, int version) implements Comparable<VersionKey> {
  private static final Comparator<VersionKey> ORDER =
      Comparator.comparing(VersionKey::subject).thenComparingInt(VersionKey::version);

  @Override
  public int compareTo(VersionKey other) {
    return ORDER.compare(this, other);
  }
}
