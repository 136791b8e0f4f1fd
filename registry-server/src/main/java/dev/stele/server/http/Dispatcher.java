package dev.stele.server.http;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.stele.server.engine.MisdirectedException;
import dev.stele.server.engine.RefusedException;
import dev.stele.server.engine.UnavailableException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
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
import java.util.List;
import java.util.Set;
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
  // Compressing a larger answer would hold up the other requests of the event loop.
  private static final int COMPRESSED_AT_ONCE_BYTES = 64 * 1024;
  private static final String START = "start";
  private static final String TEMPLATE = "template";
  // The statuses that the router comes to by itself.
  private static final List<Integer> ROUTING = List.of(400, 404, 405);
  // Failures before a type was chosen that are JSON text without one, as in the reference registry;
  // so is a path that no route was looked for.
  private static final Set<Integer> UNTYPED = Set.of(404, 405, 406);
  // The order in which the reference registry lists them.
  private static final List<HttpMethod> ALLOW_ORDER =
      List.of(
          HttpMethod.HEAD,
          HttpMethod.DELETE,
          HttpMethod.POST,
          HttpMethod.GET,
          HttpMethod.OPTIONS,
          HttpMethod.PUT);

  private final Dialect dialect;
  private final Traffic traffic;
  private final int maxBodyBytes;
  private final int maxHeaderBytes;
  private final String nodeId;
  private final boolean compression;
  private final CorsSettings cors;
  private final OpenConnections connections;
  private final InFlight inFlight;
  private final HttpDate date = new HttpDate();

  /**
   * @param dialect that answers for paths nobody knows
   */
  Dispatcher(Dialect dialect, Traffic traffic, OpenConnections connections, HttpSettings settings) {
    this.connections = connections;
    this.dialect = dialect;
    this.traffic = traffic;
    this.maxBodyBytes = settings.maxBodyBytes();
    this.maxHeaderBytes = settings.maxHeaderBytes();
    this.nodeId = settings.nodeId();
    this.compression = settings.compression();
    this.cors = settings.cors();
    this.inFlight = new InFlight(settings);
  }

  /** The router of these routes; of two that fit a path, the first. */
  Router router(Vertx vertx, List<Route> routes) {
    Router router = Router.router(vertx);
    if (!cors.origins().isEmpty()) {
      router.route().handler(new Cors(cors));
    }
    router.route().handler(this::arrive);
    routes.forEach(route -> add(router, route));
    routes.stream()
        .collect(
            groupingBy(Route::template, flatMapping(route -> route.methods().stream(), toSet())))
        .forEach(
            (template, methods) ->
                Route.at(router, template)
                    .method(HttpMethod.OPTIONS)
                    .handler(context -> options(context, methods)));
    router.route().failureHandler(this::fail);
    ROUTING.forEach(status -> router.errorHandler(status, this::fail));
    return router;
  }

  private void add(Router router, Route route) {
    PlatformHandler negotiate = context -> negotiate(context, route);
    var served = Route.at(router, route.template()).handler(negotiate);
    route.methods().forEach(served::method);
    if (!route.method().equals(HttpMethod.GET)) {
      served.handler((PlatformHandler) this::limitHeaders);
    }
    if (route.takesBody()) {
      served.handler(inFlight).handler(BodyHandler.create(false).setBodyLimit(maxBodyBytes));
    }
    served.handler(context -> answer(context, route));
  }

  private void arrive(RoutingContext context) {
    HttpServerRequest http = context.request();
    if (context.get(START) == null) { // and not once more by another spelling of the path
      context.put(START, System.nanoTime());
      connections.asked(context);
    }
    if (http.decoderResult().isFailure()) {
      context.fail(400);
      return;
    }
    String path = Path.plain(http.path());
    String target = http.query() == null ? path : path + "?" + http.query();
    String meant = dialect.meant(target);
    if (path.equals(http.path()) && meant.equals(target)) {
      context.next();
    } else {
      context.reroute(meant);
    }
  }

  // What is sent on to another node must fit there, with what is said beside it.
  private void limitHeaders(RoutingContext context) {
    MultiMap headers = context.request().headers();
    if (!PeerHeaders.isForward(headers) && PeerHeaders.bytes(headers) > maxHeaderBytes) {
      throw headersTooLarge();
    }
    context.next();
  }

  private static HttpException headersTooLarge() {
    return new HttpException(431, "Request headers are too large");
  }

  private static void negotiate(RoutingContext context, Route route) {
    context.put(TEMPLATE, route.template());
    try {
      context.setAcceptableContentType(route.media().negotiate(context.request()));
    } catch (HttpException e) {
      if (e.status() == 415) {
        context.setAcceptableContentType(route.media().fallback(context.request().headers()));
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

  private void options(RoutingContext context, Set<HttpMethod> methods) {
    List<String> allowed =
        ALLOW_ORDER.stream()
            .filter(method -> method.equals(HttpMethod.OPTIONS) || methods.contains(method))
            .map(HttpMethod::name)
            .toList();
    context.response().putHeader(HttpHeaders.ALLOW, String.join(",", allowed));
    send(context, Reply.ok(Buffer.buffer(String.join(", ", allowed))).as("text/plain"));
  }

  private void fail(RoutingContext context) {
    Throwable error = error(context);
    if (error instanceof UnavailableException unavailable
        && unavailable.reason() == UnavailableException.Reason.NO_KAFKA
        && PeerHeaders.isForward(context.request().headers())) {
      context.response().putHeader(PeerHeaders.NO_KAFKA, "true");
    }
    send(context, dialect.failure(error));
    boolean expected =
        error instanceof HttpException
            || error instanceof MisdirectedException
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
    Throwable unreadable = context.request().decoderResult().cause();
    if (unreadable instanceof TooLongHttpLineException) {
      return new HttpException(414, "Request line is too long");
    }
    if (unreadable instanceof TooLongHttpHeaderException) {
      return headersTooLarge();
    }
    int status = context.statusCode();
    Throwable thrown = context.failure();
    if (status == 500 && thrown != null) {
      return thrown;
    }
    return switch (status) {
      // What the body handler says when a body breaks off or is not chunked as it should be.
      case 200 -> new HttpException(400, "EOF Exception encountered: body incomplete");
      case 400 -> HttpException.badRequest();
      case 413 ->
          new HttpException(
              413,
              "Request body is larger than "
                  + maxBodyBytes
                  + " bytes, the limit set by stele.http.body.max.bytes");
      default -> HttpException.of(status);
    };
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
    if (connections.isLast(http)) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.setStatusCode(reply.status());
    response.putHeader(HttpHeaders.DATE, date.now());
    response.putHeader(REQUEST_ID, RequestId.of(context));
    if (http.headers().contains(PeerHeaders.NODE)) {
      response.putHeader(PeerHeaders.NODE, nodeId);
    }
    response.headers().add(HttpHeaders.VARY, "Accept-Encoding");
    String type = type(context, reply);
    if (type != null && reply.status() != 204) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    }
    reply.headers().forEach(response::putHeader);
    reply.offset().ifPresent(offset -> response.putHeader(OFFSET, Long.toString(offset)));
    if (http.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(reply.body().length()));
      response.end();
      return;
    }
    if (compression && reply.status() == 200 && Gzip.isAccepted(http.headers())) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      compressed(context, reply.body()).onSuccess(response::end).onFailure(context::fail);
      return;
    }
    response.end(reply.body());
  }

  private static Future<Buffer> compressed(RoutingContext context, Buffer body) {
    return body.length() <= COMPRESSED_AT_ONCE_BYTES
        ? Future.succeededFuture(Gzip.compress(body))
        : context.vertx().executeBlocking(() -> Gzip.compress(body), false);
  }

  private static @Nullable String type(RoutingContext context, Reply reply) {
    if (reply.contentType() != null) {
      return reply.contentType();
    }
    String negotiated = context.getAcceptableContentType();
    boolean untyped =
        UNTYPED.contains(reply.status())
            || (reply.status() == 400 && context.get(TEMPLATE) == null);
    return negotiated == null && !untyped ? "application/json" : negotiated;
  }
}
