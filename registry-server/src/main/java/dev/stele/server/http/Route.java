package dev.stele.server.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/**
 * One method of one resource.
 *
 * @param template literal segments and {@code {variables}}, as an OpenAPI document spells it
 * @param media what it takes and gives
 */
public record Route(HttpMethod method, String template, MediaTypes media, Handler handler) {
  /** Answers a request; may throw, and the server answers for it. Must not block. */
  @FunctionalInterface
  public interface Handler {
    Future<Reply> handle(Request request);
  }

  /** Whether the request's body is read. */
  boolean takesBody() {
    return method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT);
  }
}
