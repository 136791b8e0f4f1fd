package dev.stele.server.http;

import dev.stele.server.engine.Forward;
import io.vertx.core.MultiMap;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * What nodes say to each other beside a client's request. Anybody may send these headers: they
 * grant nothing, and get at most a 421.
 */
final class PeerHeaders {
  /** Where a node is asked whether it moves. */
  static final String PING = "/stele/ping";

  /** In a request: which process is meant. In the answer to such a request: which one answers. */
  static final String NODE = "X-Stele-Node";

  /** The command's id. */
  static final String COMMAND = "X-Stele-Command";

  /** The offset of the claim's barrier. */
  static final String CLAIM = "X-Stele-Claim";

  /** In an answer: nothing was written, because there is no Kafka to write to. */
  static final String NO_KAFKA = "X-Stele-No-Kafka";

  /** Room for what a node adds to a client's headers, another name of the host included. */
  static final int MAX_BYTES = 1_024;

  // Of the connection, or made anew for the next one.
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-request-id",
          "x-stele-offset");

  private PeerHeaders() {}

  /** Whether another node sends a client's request on. */
  static boolean isForward(MultiMap headers) {
    return headers.contains(COMMAND);
  }

  /** How long headers are on the wire. */
  static int bytes(MultiMap headers) {
    int bytes = 0;
    for (Map.Entry<String, String> header : headers) {
      bytes += header.getKey().length() + header.getValue().length() + ": \r\n".length();
    }
    return bytes;
  }

  /** What a node says beside a client's request. */
  static Map<String, String> of(Forward forward) {
    return Map.of(
        COMMAND, forward.command().toString(),
        NODE, forward.node(),
        CLAIM, Long.toString(forward.claim()));
  }

  /** The log's offset in another node's answer. */
  static OptionalLong offset(MultiMap headers) {
    String offset = headers.get(Consistency.OFFSET_HEADER);
    try {
      return offset == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offset));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * What it says beside.
   *
   * @throws HttpException 400 if no node says such a thing
   */
  static Forward forward(MultiMap headers, String requestId) {
    String command = header(headers, COMMAND);
    String claim = header(headers, CLAIM);
    String node = header(headers, NODE);
    try {
      return new Forward(UUID.fromString(command), requestId, node, Long.parseUnsignedLong(claim));
    } catch (IllegalArgumentException e) {
      throw new HttpException(
          400, "'%s' is no command, or '%s' no claim".formatted(command, claim));
    }
  }

  /** The client's own headers, with the name that its request has been given. */
  static List<Map.Entry<String, String>> ofClient(MultiMap headers, String requestId) {
    Set<String> dropped = new HashSet<>(OF_THE_CONNECTION);
    headers.getAll("Connection").stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .forEach(name -> dropped.add(name.strip().toLowerCase(Locale.ROOT)));
    List<Map.Entry<String, String>> kept =
        new ArrayList<>(
            headers.entries().stream()
                .filter(header -> !dropped.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .toList());
    kept.add(new SimpleImmutableEntry<>(RequestId.HEADER, requestId));
    return kept;
  }

  private static String header(MultiMap headers, String name) {
    return Optional.ofNullable(headers.get(name))
        .orElseThrow(() -> new HttpException(400, "Header " + name + " is missing"));
  }
}
