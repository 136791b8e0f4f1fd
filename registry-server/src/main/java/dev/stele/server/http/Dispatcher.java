package dev.stele.server.http;

import dev.stele.server.engine.RefusedException;
import dev.stele.server.engine.UnavailableException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: path, method, media types, body, handler, answer. Whatever goes wrong on it
 * ends here, as an answer of the dialect. Thread-safe.
 */
final class Dispatcher {
  private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);
  private static final CharSequence OFFSET = HttpHeaders.createOptimized(Consistency.OFFSET_HEADER);
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);
  private static final String START = "start";
  private static final String TEMPLATE = "template";
  // The statuses that the router comes to by itself.
  private static final Set<Integer> ROUTING = Set.of(400, 404, 405);
  // Failures before a type was chosen that are JSON text without one, as in the reference registry.
  private static final Set<Integer> UNTYPED = Set.of(404, 405, 406);
  // The order in which the reference registry lists them.
  private static final List<String> ALLOW_ORDER =
      List.of("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT");

  private final Dialect dialect;
  private final Traffic traffic;
  private final int maxBodyBytes;
  private final InFlight inFlight;
  private final HttpDate date = new HttpDate();

  /**
   * @param dialect that answers for paths nobody knows
   */
  Dispatcher(Dialect dialect, Traffic traffic, HttpSettings settings) {
    this.dialect = dialect;
    this.traffic = traffic;
    this.maxBodyBytes = settings.maxBodyBytes();
    this.inFlight = new InFlight(settings);
  }

  /** The router of these routes; of two that fit a path, the first. */
  Router router(Vertx vertx, List<Route> routes) {
    Router router = Router.router(vertx);
    router.route().handler(this::arrive);
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    for (Route route : routes) {
      add(router, route);
      methods
          .computeIfAbsent(route.path(), path -> new TreeSet<>(Set.of("OPTIONS")))
          .addAll(names(route));
    }
    methods.forEach(
        (path, names) ->
            router
                .route(HttpMethod.OPTIONS, path)
                .handler(
                    context ->
                        options(context, ALLOW_ORDER.stream().filter(names::contains).toList())));
    router.route().failureHandler(this::fail);
    ROUTING.forEach(status -> router.errorHandler(status, this::fail));
    return router;
  }

  private void add(Router router, Route route) {
    PlatformHandler negotiate = context -> negotiate(context, route);
    var served = router.route(route.path()).handler(negotiate);
    names(route).forEach(name -> served.method(HttpMethod.valueOf(name)));
    if (route.takesBody()) {
      served.handler(inFlight).handler(BodyHandler.create(false).setBodyLimit(maxBodyBytes));
    }
    served.handler(context -> answer(context, route));
  }

  /** HEAD is answered by GET. */
  private static Set<String> names(Route route) {
    String name = route.method().name();
    return name.equals("GET") ? Set.of(name, "HEAD") : Set.of(name);
  }

  private void arrive(RoutingContext context) {
    HttpServerRequest http = context.request();
    context.put(START, System.nanoTime());
    if (http.decoderResult().isFailure()) {
      context.fail(400);
      return;
    }
    String path = Path.plain(http.path());
    if (path.equals(http.path())) {
      context.next();
    } else {
      context.reroute(http.query() == null ? path : path + "?" + http.query());
    }
  }

  private static void negotiate(RoutingContext context, Route route) {
    context.put(TEMPLATE, route.template());
    var headers = context.request().headers();
    try {
      context.setAcceptableContentType(route.media().negotiate(headers));
    } catch (HttpException e) {
      if (e.status() == 415) {
        context.setAcceptableContentType(route.media().fallback(headers));
      }
      throw e;
    }
    context.next();
  }

  private void answer(RoutingContext context, Route route) {
    Future<Reply> answer = route.handler().handle(new Request(context));
    context.put(InFlight.ANSWER, answer);
    answer.onComplete(reply -> send(context, reply), context::fail);
  }

  private void options(RoutingContext context, List<String> allowed) {
    context.response().putHeader(HttpHeaders.ALLOW, String.join(",", allowed));
    send(context, Reply.ok(Buffer.buffer(String.join(", ", allowed))).as("text/plain"));
  }

  private void fail(RoutingContext context) {
    Throwable error = error(context);
    send(context, dialect.failure(error));
    boolean expected =
        error instanceof HttpException
            || error instanceof RefusedException
            || error instanceof UnavailableException;
    if (!expected) {
      HttpServerRequest http = context.request();
      logger.error(
          "Request failed: method={}, path={}, request={}",
          http.method(),
          http.path(),
          context.response().headers().get(REQUEST_ID),
          error);
    }
  }

  /** What was thrown, or what the router and its handlers say with a status. */
  private Throwable error(RoutingContext context) {
    Throwable thrown = context.failure();
    Throwable unreadable = context.request().decoderResult().cause();
    if (unreadable instanceof TooLongHttpLineException) {
      return new HttpException(414, "Request line is too long");
    } else if (unreadable instanceof TooLongHttpHeaderException) {
      return new HttpException(431, "Request headers are too large");
    } else if (context.statusCode() == 413) {
      return new HttpException(
          413,
          "Request body is larger than "
              + maxBodyBytes
              + " bytes, the limit set by stele.http.body.max.bytes");
    } else if (thrown != null && context.statusCode() == 500) {
      return thrown;
    }
    return context.statusCode() == 400
        ? HttpException.badRequest()
        : HttpException.of(context.statusCode());
  }

  private void send(RoutingContext context, Reply reply) {
    HttpServerRequest http = context.request();
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return; // the client went away
    }
    long now = System.nanoTime();
    traffic.answered(
        http.method().name(),
        context.get(TEMPLATE, "unknown"),
        reply.status(),
        now - context.get(START, now));
    response.setStatusCode(reply.status());
    response.putHeader(HttpHeaders.DATE, date.now());
    response.putHeader(REQUEST_ID, RequestId.of(http));
    response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
    String type = type(context, reply);
    if (type != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    }
    reply.offset().ifPresent(offset -> response.putHeader(OFFSET, Long.toString(offset)));
    if (http.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(reply.body().length()));
      response.end();
      return;
    }
    if (reply.status() != 200) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY); // not compressed
    }
    response.end(reply.body());
  }

  private static @Nullable String type(RoutingContext context, Reply reply) {
    if (reply.contentType() != null) {
      return reply.contentType();
    }
    String negotiated = context.getAcceptableContentType();
    return negotiated == null && !UNTYPED.contains(reply.status())
        ? "application/json"
        : negotiated;
  }
}
