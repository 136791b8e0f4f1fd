package dev.stele.it.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stele.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What stands between our serdes and a registry, counts what they ask and answers in its place if
 * told to. It can be stopped, so that nobody listens, and started again at the same address.
 * Thread-safe.
 */
final class RegistryProxy implements AutoCloseable {
  static {
    // Without it every answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Answers a request such as {@code GET /schemas/ids/7?subject=t-value}. */
  interface Fault {
    /** An answer; null to ask the registry. */
    @Nullable Reply answer(String request) throws InterruptedException;
  }

  record Reply(int status, String contentType, String body) {
    static Reply json(int status, String body) {
      return new Reply(status, "application/vnd.schemaregistry.v1+json", body);
    }
  }

  private final String target;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Fault fault = request -> null;
  private final int port = Ports.free("127.0.0.1"); // nobody takes it while the proxy is stopped
  private @Nullable HttpServer server;

  RegistryProxy(String target) {
    this.target = target;
    start();
  }

  /** The same after it was stopped and started. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** What was asked since the last {@link #forget}. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  void forget() {
    requests.clear();
  }

  void fail(Fault with) {
    fault = with;
  }

  void recover() {
    fault = request -> null;
  }

  /** Refuses connections, and closes those that are open. */
  synchronized void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /** Listens again. */
  synchronized void start() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      started.setExecutor(threads);
      started.createContext("/", this::handle);
      started.start();
      server = started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().toASCIIString();
    requests.add(request);
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      Reply reply = fault.answer(request);
      answer(exchange, reply != null ? reply : ask(exchange, body));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply ask(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toASCIIString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    return Reply.json(answer.statusCode(), answer.body());
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    stop();
    threads.shutdownNow();
  }
}
