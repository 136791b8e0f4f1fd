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

  /** The reference registry's words for a text that names no version. */
  public static String invalid(String text) {
    return "The specified version '"
        + text
        + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
        + " \"latest\"";
  }
}
