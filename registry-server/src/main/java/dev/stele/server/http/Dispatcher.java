package dev.stele.server.http;

import dev.stele.server.engine.RefusedException;
import dev.stele.server.engine.UnavailableException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: path, method, media types, body, handler, answer. Whatever goes wrong on it
 * ends here, as an answer of the dialect.
 */
final class Dispatcher {
  private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);
  private static final CharSequence OFFSET = HttpHeaders.createOptimized(Consistency.OFFSET_HEADER);
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);
  // Routing errors are JSON text without a type, as the reference registry sends them.
  private static final String NO_TYPE = "";

  private final Vertx vertx;
  private final RouteTable routes;
  private final Dialect dialect;
  private final Traffic traffic;
  private final int maxBodyBytes;
  private final HttpDate date = new HttpDate();

  /**
   * @param dialect that answers for paths nobody knows
   */
  Dispatcher(Vertx vertx, RouteTable routes, Dialect dialect, Traffic traffic, int maxBodyBytes) {
    this.vertx = vertx;
    this.routes = routes;
    this.dialect = dialect;
    this.traffic = traffic;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** One request and what is known of it so far. */
  private static final class Exchange {
    final HttpServerRequest http;
    final String id;
    final long startNanos = System.nanoTime();
    String template = "unknown";
    String contentType = "application/json";

    Exchange(HttpServerRequest http) {
      this.http = http;
      this.id = RequestId.of(http);
    }
  }

  void dispatch(HttpServerRequest http) {
    Exchange exchange = new Exchange(http);
    // The border of everything a client can cause: nothing may be thrown into the server's loop.
    try {
      serve(exchange).onComplete(reply -> send(exchange, reply), error -> fail(exchange, error));
    } catch (RuntimeException e) {
      fail(exchange, e);
    }
  }

  /** Answers what is not HTTP, or has too long a first line or headers. */
  void reject(HttpServerRequest http) {
    Throwable cause = http.decoderResult().cause();
    HttpException error = HttpException.badRequest();
    if (cause instanceof TooLongHttpLineException) {
      error = new HttpException(414, "Request line is too long");
    } else if (cause instanceof TooLongHttpHeaderException) {
      error = new HttpException(431, "Request headers are too large");
    }
    http.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    fail(new Exchange(http), error);
  }

  private Future<Reply> serve(Exchange exchange) {
    HttpServerRequest http = exchange.http;
    List<String> segments = Path.segments(http.path());
    Optional<RouteTable.Match> match = routes.find(segments);
    if (match.isEmpty()) {
      return bare(404, "HTTP 404 Not Found");
    }
    if (http.method().equals(HttpMethod.OPTIONS)) {
      return options(http, match.get().resource());
    }
    Optional<Route> route = match.get().resource().route(http.method());
    if (route.isEmpty()) {
      return bare(405, "HTTP 405 Method Not Allowed");
    }
    exchange.template = route.get().template();
    return serve(exchange, route.get(), match.get().variables());
  }

  private Future<Reply> serve(Exchange exchange, Route route, Map<String, String> variables) {
    HttpServerRequest http = exchange.http;
    try {
      exchange.contentType = route.media().negotiate(http.headers());
    } catch (HttpException e) {
      if (e.status() == 406) {
        return bare(406, "HTTP 406 Not Acceptable");
      }
      exchange.contentType =
          e.status() == 415 ? route.media().fallback(http.headers()) : "application/json";
      throw e;
    }
    Context context = vertx.getOrCreateContext();
    Request request = new Request(http, context, variables);
    return route.takesBody()
        ? Bodies.read(http, maxBodyBytes)
            .compose(request::withBody)
            .compose(route.handler()::handle)
        : route.handler().handle(request);
  }

  private Future<Reply> bare(int status, String message) {
    return Future.succeededFuture(dialect.failure(new HttpException(status, message)).as(NO_TYPE));
  }

  private static Future<Reply> options(HttpServerRequest http, RouteTable.Resource resource) {
    List<String> allowed = resource.allowed();
    http.response().putHeader(HttpHeaders.ALLOW, String.join(",", allowed));
    Buffer body = Buffer.buffer(String.join(", ", allowed));
    return Future.succeededFuture(Reply.ok(body).as("text/plain"));
  }

  private void fail(Exchange exchange, Throwable error) {
    boolean expected =
        error instanceof HttpException
            || error instanceof RefusedException
            || error instanceof UnavailableException;
    if (!expected) {
      logger.error(
          "Request failed: method={}, path={}, request={}",
          exchange.http.method(),
          exchange.http.path(),
          exchange.id,
          error);
    }
    send(exchange, dialect.failure(error));
  }

  private void send(Exchange exchange, Reply reply) {
    HttpServerRequest http = exchange.http;
    var response = http.response();
    if (response.ended() || response.closed()) {
      return; // the client went away
    }
    traffic.answered(
        http.method().name(),
        exchange.template,
        reply.status(),
        System.nanoTime() - exchange.startNanos);
    response.setStatusCode(reply.status());
    response.putHeader(HttpHeaders.DATE, date.now());
    response.putHeader(REQUEST_ID, exchange.id);
    response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
    String type = reply.contentType() == null ? exchange.contentType : reply.contentType();
    if (!type.equals(NO_TYPE)) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    }
    OptionalLong offset = reply.offset();
    if (offset.isPresent()) {
      response.putHeader(OFFSET, Long.toString(offset.getAsLong()));
    }
    boolean head = http.method().equals(HttpMethod.HEAD);
    if (!head && reply.status() != 200) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY); // not compressed
    }
    if (head) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(reply.body().length()));
      response.end();
    } else {
      response.end(reply.body());
    }
  }
}
