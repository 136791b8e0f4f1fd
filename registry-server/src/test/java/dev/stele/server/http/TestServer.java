package dev.stele.server.http;

import dev.stele.schema.SchemaType;
import dev.stele.server.engine.Engine;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.http.confluent.ConfluentApi;
import dev.stele.server.http.confluent.Identity;
import dev.stele.server.http.confluent.SearchLimits;
import dev.stele.server.http.confluent.SearchLimits.Limit;
import dev.stele.server.view.View;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The HTTP server in front of a registry in memory, on a free port. */
public final class TestServer implements AutoCloseable {
  public static final int MAX_BODY_BYTES = 1024 * 1024;
  public static final int MAX_IN_FLIGHT_BYTES = 4 * MAX_BODY_BYTES;
  public static final String NODE = "test-node";
  private static final Limit ALL = new Limit(Integer.MAX_VALUE, Integer.MAX_VALUE);
  // Bounds failures only: a machine that does much else may pause any thread for long.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public final InMemoryRegistry registry = new InMemoryRegistry();
  private final HttpEndpoint endpoint;

  public TestServer() {
    this(0, List.of());
  }

  /**
   * A server.
   *
   * @param more routes beside the API's
   */
  public TestServer(int port, List<Route> more) {
    endpoint = start(registry, registry, settings(port, true, CorsSettings.NONE), more);
  }

  /** A server in front of another registry, {@link #registry} is not used. */
  public TestServer(View view, Engine engine) {
    endpoint = start(view, engine, settings(0, true, CorsSettings.NONE), List.of());
  }

  /**
   * A server that waits as long as is said.
   *
   * @param patience for the log to be read, and for an offset
   */
  TestServer(Duration patience) {
    Consistency consistency = new Consistency(registry, registry, patience);
    endpoint =
        start(
            consistency,
            registry,
            settings(0, true, CorsSettings.NONE),
            List.of(),
            UnaryOperator.identity());
  }

  /** A server that speaks HTTP/2 or does not, and to browsers of some origins. */
  TestServer(boolean http2, CorsSettings cors) {
    endpoint = start(registry, registry, settings(0, http2, cors), List.of());
  }

  /**
   * A server that is looked into.
   *
   * @param watched takes every route's place
   */
  TestServer(List<Route> more, UnaryOperator<Route> watched) {
    Consistency consistency = new Consistency(registry, registry, PATIENCE);
    endpoint = start(consistency, registry, settings(0, true, CorsSettings.NONE), more, watched);
  }

  private static HttpEndpoint start(
      View view, Engine engine, HttpSettings settings, List<Route> more) {
    Consistency consistency = new Consistency(view, engine, PATIENCE);
    return start(consistency, engine, settings, more, UnaryOperator.identity());
  }

  private static HttpEndpoint start(
      Consistency consistency,
      Engine engine,
      HttpSettings settings,
      List<Route> more,
      UnaryOperator<Route> watched) {
    ConfluentApi api =
        new ConfluentApi(
            consistency,
            Set.of(SchemaType.AVRO),
            new SearchLimits(ALL, ALL, new Limit(1_000, 1_000), ALL),
            true,
            new Identity(() -> "test-kafka", "test-group", List.of("a", "b")));
    List<Route> routes = new ArrayList<>(api.routes());
    routes.addAll(new PeerRoutes(engine, NODE).routes());
    routes.addAll(more);
    return HttpEndpoint.start(
        settings,
        routes.stream().map(watched).toList(),
        api,
        (method, template, status, nanos) -> {});
  }

  private static HttpSettings settings(int port, boolean http2, CorsSettings cors) {
    return new HttpSettings(
        List.of(InetSocketAddress.createUnresolved("127.0.0.1", port)),
        MAX_BODY_BYTES,
        MAX_IN_FLIGHT_BYTES,
        8_192,
        PATIENCE.multipliedBy(2),
        true,
        http2,
        cors,
        2,
        NODE,
        PATIENCE);
  }

  public int port() {
    return endpoint.addresses().get(0).getPort();
  }

  /** As other nodes know it. */
  PeerNode node() {
    return new PeerNode(NODE, "http://127.0.0.1:" + port());
  }

  HttpEndpoint endpoint() {
    return endpoint;
  }

  public URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
