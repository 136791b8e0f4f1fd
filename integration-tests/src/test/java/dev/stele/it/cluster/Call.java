package dev.stele.it.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request and what came of it, as its client saw it.
 *
 * @param client from 0; a client's calls follow one another
 * @param node which was asked
 * @param path with the query
 * @param body empty if none was sent
 * @param requestId sent as {@code X-Request-ID}
 * @param calledNanos before anything was sent; one clock for all clients
 * @param returnedNanos when the answer was read, or given up on
 * @param connected false if there was no connection to send it on, so that nothing can have come of
 *     it
 * @param reply empty if none came: if it was connected, the outcome is unknown
 */
record Call(
    int client,
    String node,
    String method,
    String path,
    String body,
    String requestId,
    long calledNanos,
    long returnedNanos,
    boolean connected,
    Optional<Reply> reply) {
  /**
   * An answer.
   *
   * @param offset the header {@code X-Stele-Offset}
   */
  record Reply(int status, String body, OptionalLong offset) {}

  boolean isAnswered(int status) {
    return reply.filter(answer -> answer.status() == status).isPresent();
  }

  /** Whether it may have been done without the client knowing. */
  boolean isUnknown() {
    return connected && reply.isEmpty();
  }

  /** Whether it certainly wrote nothing. */
  boolean isRefused() {
    return !connected
        || reply
            .map(Reply::status)
            .filter(status -> status == 503 || (status >= 400 && status < 500))
            .isPresent();
  }

  boolean isRegistration() {
    return method.equals("POST") && path.endsWith("/versions");
  }

  /** Whether it certainly wrote: a text that no other call has was registered. */
  boolean isAcknowledgedWrite() {
    return isRegistration() && body.contains("Unique") && isAnswered(200);
  }

  /** For the history that is kept of a failed run; one line. */
  String toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("client", client)
            .put("node", node)
            .put("method", method)
            .put("path", path)
            .put("body", body)
            .put("requestId", requestId)
            .put("calledNanos", calledNanos)
            .put("returnedNanos", returnedNanos)
            .put("connected", connected);
    reply.ifPresent(
        answer -> {
          json.put("status", answer.status()).put("answer", answer.body());
          answer.offset().ifPresent(offset -> json.put("offset", offset));
        });
    return json.toString();
  }
}
