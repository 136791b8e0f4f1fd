package dev.stele.server.http;

import dev.stele.server.engine.Peers;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The listening HTTP server: on each address, one server per event loop.
 *
 * <p>It stops in three steps. {@link #leave} lets nobody in any more, and ends each connection with
 * an answer, the only moment at which a client surely has no request under way; {@link #finish}
 * closes those that are left; {@link #close} is the end.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Duration LAST_ANSWERS = Duration.ofMillis(250);
  private static final int MORE_THAN_ASKED_BYTES = 64 * 1024;
  private static final int WORKERS = 4;
  private static final int CONCURRENT_STREAMS = 100; // of an HTTP/2 connection
  private static final int START_SECONDS = 30;
  private static final int STOP_SECONDS = 2;

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final HttpSettings settings;
  private final Router router;
  private final Peers peers;
  private final Doors doors = new Doors();
  private final OpenConnections connections = new OpenConnections();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private HttpEndpoint(
      HttpSettings settings, List<Route> routes, Dialect dialect, Traffic traffic) {
    this.settings = settings;
    this.vertx = vertx(settings.eventLoops(), doors);
    this.options = options(settings);
    this.peers =
        new HttpPeers(
            vertx,
            settings.peerConnectTimeout(),
            // An answer may repeat the request, with a little more around it.
            2 * settings.maxBodyBytes() + MORE_THAN_ASKED_BYTES);
    this.router = new Dispatcher(dialect, traffic, connections, settings).router(vertx, routes);
  }

  /**
   * Listens.
   *
   * @param routes of all dialects and of the server's own
   * @param dialect that answers for paths nobody knows
   * @throws ListenException if an address cannot be listened on
   */
  public static HttpEndpoint start(
      HttpSettings settings, List<Route> routes, Dialect dialect, Traffic traffic) {
    HttpEndpoint endpoint = new HttpEndpoint(settings, routes, dialect, traffic);
    for (InetSocketAddress address : settings.listeners()) {
      endpoint.listen(address);
    }
    return endpoint;
  }

  /** Where it listens, with the ports it was given. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** The way to the other nodes; ends with this. */
  public Peers peers() {
    return peers;
  }

  /**
   * Takes no more connections, and ends each with its next answer.
   *
   * @param patience after which it returns even if there are connections left
   */
  public void leave(Duration patience) {
    doors.close();
    connections.leave();
    try {
      connections.awaitNone(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then the rest is not to wait either
    }
  }

  /**
   * Closes the connections on which nothing is under way.
   *
   * @param patience after which it returns even if there are requests left, which may go on
   */
  public void finish(Duration patience) {
    doors.close();
    connections.end();
    try {
      connections.awaitNone(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the answers out that there are by now, and stops. */
  @Override
  public void close() {
    finish(LAST_ANSWERS);
    connections.close();
    try {
      await(vertx.close(), STOP_SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The HTTP server did not stop", e);
    }
  }

  private void listen(InetSocketAddress address) {
    List<Listener> instances = new CopyOnWriteArrayList<>();
    try {
      await(
          vertx.deployVerticle(
              () -> {
                Listener instance = new Listener(address);
                instances.add(instance);
                return instance;
              },
              new DeploymentOptions().setInstances(settings.eventLoops())),
          START_SECONDS);
      addresses.add(instances.get(0).address());
    } catch (ExecutionException e) {
      close();
      throw new ListenException(address, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      close();
      throw new ListenException(address, e);
    }
  }

  private final class Listener extends VerticleBase {
    // Vert.x gives all instances of a verticle one free port if they ask for -1, but not for 0.
    private static final int SHARED_FREE_PORT = -1;

    private final InetSocketAddress address;
    private final HttpServer server = HttpEndpoint.this.vertx.createHttpServer(options);

    Listener(InetSocketAddress address) {
      this.address = address;
    }

    @Override
    public Future<?> start() {
      int port = address.getPort() == 0 ? SHARED_FREE_PORT : address.getPort();
      return server
          .connectionHandler(connections)
          .requestHandler(router)
          .invalidRequestHandler(router)
          .listen(port, address.getHostString());
    }

    InetSocketAddress address() {
      return InetSocketAddress.createUnresolved(address.getHostString(), server.actualPort());
    }
  }

  private static Vertx vertx(int eventLoops, Doors doors) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setWorkerPoolSize(WORKERS)
            // Like all threads of a node: a process ends when its own threads have.
            .setUseDaemonThread(true)
            // No temporary files: the file system may be read-only.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    return Vertx.builder().with(options).withTransport(doors).build();
  }

  private static HttpServerOptions options(HttpSettings settings) {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(settings.http2())
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(CONCURRENT_STREAMS)
                .setMaxHeaderListSize(settings.maxHeaderBytes() + PeerHeaders.MAX_BYTES))
        .setIdleTimeout((int) settings.idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxInitialLineLength(settings.maxHeaderBytes())
        .setMaxHeaderSize(settings.maxHeaderBytes() + PeerHeaders.MAX_BYTES);
  }

  private static void await(Future<?> future, long seconds)
      throws ExecutionException, TimeoutException {
    try {
      future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the HTTP server changed its state", e);
    }
  }
}
