package dev.stele.server.http;

import dev.stele.server.engine.Peers;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
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

/** The listening HTTP server: on each address, one server per event loop. */
public final class HttpEndpoint implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(1);
  private static final int WORKERS = 4;
  private static final int START_SECONDS = 30;

  private final Vertx vertx;
  private final HttpServerOptions options;
  private final HttpSettings settings;
  private final Router router;
  private final Peers peers;
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private HttpEndpoint(
      HttpSettings settings, List<Route> routes, Dialect dialect, Traffic traffic) {
    this.settings = settings;
    this.vertx = vertx(settings.eventLoops());
    this.options = options(settings);
    this.peers =
        new HttpPeers(
            vertx,
            settings.peerConnectTimeout(),
            settings.peerPingTimeout(),
            settings.maxBodyBytes());
    this.router = new Dispatcher(dialect, traffic, settings).router(vertx, routes);
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

  /** Lets running requests finish, for a second, and stops. */
  @Override
  public void close() {
    try {
      await(vertx.close(), 2 * DRAIN.toSeconds());
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
          .requestHandler(router)
          .invalidRequestHandler(router)
          .listen(port, address.getHostString());
    }

    @Override
    public Future<?> stop() {
      return server.shutdown(DRAIN);
    }

    InetSocketAddress address() {
      return InetSocketAddress.createUnresolved(address.getHostString(), server.actualPort());
    }
  }

  private static Vertx vertx(int eventLoops) {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setWorkerPoolSize(WORKERS)
            // No temporary files: the file system may be read-only.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private static HttpServerOptions options(HttpSettings settings) {
    return new HttpServerOptions()
        .setCompressionSupported(settings.compression())
        .setCompressors(List.of(StandardCompressionOptions.gzip()))
        .setIdleTimeout((int) settings.idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxInitialLineLength(settings.maxHeaderBytes())
        .setMaxHeaderSize(settings.maxHeaderBytes());
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
