package dev.stele.server.http;

import dev.stele.server.engine.PeerReply;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param offset the next offset of the log behind what it says; empty if it says nothing of the log
 * @param contentType null for what was negotiated
 * @param headers beside those that every answer has
 */
public record Reply(
    int status,
    Buffer body,
    OptionalLong offset,
    @Nullable String contentType,
    Map<String, String> headers) {
  public Reply {
    headers = Map.copyOf(headers);
  }

  public Reply(int status, Buffer body, OptionalLong offset, @Nullable String contentType) {
    this(status, body, offset, contentType, Map.of());
  }

  /** An answer that the log up to an offset bears out. */
  public static Reply ok(Buffer body, long offset) {
    return new Reply(200, body, OptionalLong.of(offset), null);
  }

  /** An answer that has nothing to do with the log. */
  public static Reply ok(Buffer body) {
    return new Reply(200, body, OptionalLong.empty(), null);
  }

  /** Several answers in one, each with a status of its own. */
  public static Reply several(Buffer body, long offset) {
    return new Reply(207, body, OptionalLong.of(offset), null);
  }

  /** That it is done, and that there is nothing to say of it. */
  public static Reply done(long offset) {
    return new Reply(204, Buffer.buffer(), OptionalLong.of(offset), null);
  }

  /** A failure. */
  public static Reply failure(int status, Buffer body) {
    return new Reply(status, body, OptionalLong.empty(), null);
  }

  /** Another node's answer, as it is. */
  public static Reply of(PeerReply peer) {
    byte[] body = new byte[peer.body().remaining()];
    peer.body().duplicate().get(body);
    return new Reply(
        peer.status(), Buffer.buffer(body), peer.offset(), peer.contentType().orElse(null));
  }

  /** The same in another media type than the negotiated one. */
  public Reply as(String mediaType) {
    return new Reply(status, body, offset, mediaType, headers);
  }

  /** The same with one more header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, body, offset, contentType, more);
  }

  Reply behind(long place) {
    return new Reply(status, body, OptionalLong.of(place), contentType, headers);
  }
}
