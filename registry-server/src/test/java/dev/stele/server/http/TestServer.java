package dev.stele.server.http;

import dev.stele.schema.SchemaType;
import dev.stele.server.engine.Engine;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.http.confluent.ConfluentApi;
import dev.stele.server.http.confluent.SearchLimits;
import dev.stele.server.http.confluent.SearchLimits.Limit;
import dev.stele.server.view.View;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The HTTP server in front of a registry in memory, on a free port. */
public final class TestServer implements AutoCloseable {
  public static final int MAX_BODY_BYTES = 1024 * 1024;
  public static final int MAX_IN_FLIGHT_BYTES = 4 * MAX_BODY_BYTES;
  public static final String NODE = "test-node";
  private static final Limit ALL = new Limit(Integer.MAX_VALUE, Integer.MAX_VALUE);

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
    endpoint = start(registry, registry, port, more);
  }

  /** A server in front of another registry, {@link #registry} is not used. */
  public TestServer(View view, Engine engine) {
    endpoint = start(view, engine, 0, List.of());
  }

  private static HttpEndpoint start(View view, Engine engine, int port, List<Route> more) {
    Consistency consistency = new Consistency(view, engine, Duration.ofMillis(300));
    ConfluentApi api =
        new ConfluentApi(
            consistency,
            Set.of(SchemaType.AVRO),
            new SearchLimits(ALL, ALL, new Limit(1_000, 1_000), ALL),
            true);
    List<Route> routes = new ArrayList<>(api.routes());
    routes.addAll(new PeerRoutes(engine, NODE).routes());
    routes.addAll(more);
    return HttpEndpoint.start(
        new HttpSettings(
            List.of(InetSocketAddress.createUnresolved("127.0.0.1", port)),
            MAX_BODY_BYTES,
            MAX_IN_FLIGHT_BYTES,
            8_192,
            Duration.ofSeconds(30),
            true,
            2,
            NODE,
            Duration.ofMillis(500)),
        routes,
        api,
        (method, template, status, nanos) -> {});
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
