package dev.stele.server.history;

import java.util.OptionalLong;

/**
 * One request of one client, and what came of it.
 *
 * @param request its id, of no other request; 1 to 64 characters, as {@code X-Request-ID}
 * @param node that was asked; reads on it must not go backwards, through restarts too: it is not
 *     ready before it has read the log to its end
 * @param called in any monotonic unit, the same for all operations of a history
 * @param returned when the answer came, in the same unit; empty if none did
 * @param floor the offset that the client asked the answer to include; 0 if it did not
 */
public record Operation(
    String request,
    String client,
    String node,
    long called,
    OptionalLong returned,
    Action<?> action,
    Answer answer,
    long floor) {
  public Operation {
    if (returned.isPresent() && returned.getAsLong() < called) {
      throw new IllegalArgumentException(request + " returned before it was called");
    }
    if (returned.isEmpty() && !(answer instanceof Answer.Unknown)) {
      throw new IllegalArgumentException(request + " has an answer, and no time of it");
    }
  }

  /** A request that was answered. */
  public static Operation answered(
      String request,
      String client,
      String node,
      long called,
      long returned,
      Action<?> action,
      Answer answer) {
    return new Operation(
        request, client, node, called, OptionalLong.of(returned), action, answer, 0);
  }

  /** A request without an answer. */
  public static Operation unanswered(
      String request, String client, String node, long called, Action<?> action) {
    return new Operation(
        request,
        client,
        node,
        called,
        OptionalLong.empty(),
        action,
        new Answer.Unknown("no answer"),
        0);
  }

  /** Whether it was over before that moment. */
  boolean isBefore(long time) {
    return returned.isPresent() && returned.getAsLong() < time;
  }

  @Override
  public String toString() {
    return "%s (%s at %s, %d..%s) %s -> %s"
        .formatted(
            request,
            client,
            node,
            called,
            returned.isPresent() ? returned.getAsLong() : "",
            action.name(),
            answer);
  }
}
