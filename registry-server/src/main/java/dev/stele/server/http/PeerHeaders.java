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

  /**
   * What it says beside.
   *
   * @throws HttpException 400 if no node says such a thing
   */
  static Forward forward(MultiMap headers, String requestId) {
    String command = header(headers, COMMAND);
    String claim = header(headers, CLAIM);
    try {
      return new Forward(
          UUID.fromString(command), requestId, header(headers, NODE), Long.parseLong(claim));
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
