package dev.stele.server.domain;

/**
 * A version as a client asks for it.
 *
 * @param number 1 or more, or -1 for the latest live one
 */
public record VersionSpec(int number) {
  public static final VersionSpec LATEST = new VersionSpec(-1);

  public boolean isLatest() {
    return number == LATEST.number;
  }
}
