package dev.stele.server.http;

/** Hears of every answer. Called on the event loops: must be quick and thread-safe. */
@FunctionalInterface
public interface Traffic {
  /**
   * An answer was sent.
   *
   * @param template of the route; {@code unknown} if there was none
   */
  void answered(String method, String template, int status, long nanos);
}
