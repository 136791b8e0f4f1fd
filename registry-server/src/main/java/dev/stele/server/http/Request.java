package dev.stele.server.http;

import dev.stele.server.engine.ClientCall;
import dev.stele.server.engine.Origin;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request on its way to a handler: its parameters decoded, its body read. */
public final class Request {
  // More than any client sends; keeps a hostile query from becoming a large map.
  private static final int MAX_PARAMETERS = 256;

  private final RoutingContext routing;
  private final Context context;
  private final Map<String, List<String>> query;

  Request(RoutingContext routing) {
    this(routing, query(routing));
  }

  private Request(RoutingContext routing, Map<String, List<String>> query) {
    this.routing = routing;
    this.context = routing.vertx().getOrCreateContext();
    this.query = query;
  }

  /** The same request with other query parameters. */
  Request with(Function<Map<String, List<String>>, Map<String, List<String>>> change) {
    return new Request(routing, change.apply(query));
  }

  private static Map<String, List<String>> query(RoutingContext routing) {
    String text = routing.request().query();
    return text == null ? Map.of() : parse(text);
  }

  private static Map<String, List<String>> parse(String query) {
    try {
      return new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MAX_PARAMETERS, true)
          .parameters();
    } catch (IllegalArgumentException e) {
      throw HttpException.badRequest(); // percent signs that encode nothing
    }
  }

  /** The value of a variable of the route's template. */
  public String variable(String name) {
    String value = routing.pathParam(name);
    if (value == null) {
      throw new IllegalArgumentException("No {" + name + "} in this route");
    }
    return value;
  }

  /**
   * A variable that must be a number.
   *
   * @throws HttpException 404 if it is none
   */
  public int numericVariable(String name) {
    return number(variable(name));
  }

  /** A query parameter; the first if there are several. */
  public Optional<String> parameter(String name) {
    List<String> values = query.get(name);
    return values == null ? Optional.empty() : Optional.of(values.get(0));
  }

  /** The values of a query parameter that may be repeated, in order. */
  public List<String> parameters(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** Whether a query parameter is {@code true}, in any case of letters; all else is false. */
  public boolean flag(String name) {
    return parameter(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  /**
   * A query parameter that is a number; an empty one is not there.
   *
   * @throws HttpException 404 if it is there and is none
   */
  public int number(String name, int fallback) {
    return parameter(name).filter(text -> !text.isEmpty()).map(Request::number).orElse(fallback);
  }

  public @Nullable String header(CharSequence name) {
    return routing.request().getHeader(name);
  }

  /** Empty if the route takes none, or the client sent none. */
  public Buffer body() {
    Buffer body = routing.body().buffer();
    return body == null ? Buffer.buffer() : body;
  }

  /** Its name, the client's or one that was made up for it. */
  public String id() {
    return RequestId.of(routing);
  }

  /**
   * Where a command comes from that this request asks for.
   *
   * @throws HttpException 400 if it says that a node sent it on, but no node would send it so
   */
  Origin origin() {
    HttpServerRequest http = routing.request();
    if (PeerHeaders.isForward(http.headers())) {
      return new Origin.Peer(PeerHeaders.forward(http.headers(), id()));
    }
    return new Origin.Client(
        id(),
        new ClientCall(
            http.method().name(),
            http.uri(),
            PeerHeaders.ofClient(http.headers(), id()),
            ByteBuffer.wrap(body().getBytes())));
  }

  /** Goes on, on this request's event loop, when a stage is complete. */
  public <T> Future<T> await(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }

  /** Runs something slow on a worker. */
  public <T> Future<T> offload(Callable<T> work) {
    return context.executeBlocking(work, false);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw HttpException.notFound(); // what the reference registry answers
    }
  }
}
