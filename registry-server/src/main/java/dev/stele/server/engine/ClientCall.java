package dev.stele.server.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A client's request as it came, credentials included, so that another node can be asked the same.
 *
 * @param uri path and query, as sent
 * @param headers in their order, those of the connection left out
 * @param body read-only; its position is the body's start
 */
public record ClientCall(
    String method, String uri, List<Map.Entry<String, String>> headers, ByteBuffer body) {
  public ClientCall {
    headers = List.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }
}
