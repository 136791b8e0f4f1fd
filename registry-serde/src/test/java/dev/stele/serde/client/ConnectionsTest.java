package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.client.LocalServer.Answer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ConnectionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void requestThatCannotBeMade_keepsNobodyElseFromTheirs() throws Exception {
    try (LocalServer server = new LocalServer(request -> Answer.ok("[]"))) {
      Connections connections =
          new Connections(ClientSettings.of(Map.of("schema.registry.url", server.url())));
      URI uri = URI.create(server.url());
      for (int i = 0; i < 200; i++) {
        assertThatThrownBy(() -> connections.send(HttpRequest.newBuilder(), "it", LIMIT))
            .isInstanceOf(IllegalStateException.class);
      }
      assertThat(connections.send(HttpRequest.newBuilder(uri), "it", LIMIT).get().statusCode())
          .isEqualTo(200);
    }
  }

  /** A machine that is out of threads for a while, at the end of a request. */
  @Test
  void answersThatNoThreadCanTake_keepNobodyElseFromTheirs() throws Exception {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    Executor threads =
        task -> {
          if (exhausted.get()) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          Threads.EXECUTOR.execute(task);
        };
    try (LocalServer server = new LocalServer(request -> Answer.ok("[]"))) {
      Connections connections =
          new Connections(ClientSettings.of(Map.of("schema.registry.url", server.url())), threads);
      URI uri = URI.create(server.url());
      List<CompletableFuture<?>> lost = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        lost.add(connections.send(HttpRequest.newBuilder(uri), "it", LIMIT));
      }
      for (CompletableFuture<?> one : lost) {
        assertThatThrownBy(one::join).hasRootCauseInstanceOf(OutOfMemoryError.class);
      }
      exhausted.set(false);
      assertThat(connections.send(HttpRequest.newBuilder(uri), "it", LIMIT).get().statusCode())
          .isEqualTo(200);
    }
  }

  /** The time may be over between a look at the clock and the request. */
  @Test
  void requestWithoutAnyTimeLeft_isTimedOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      Connections connections =
          new Connections(ClientSettings.of(Map.of("schema.registry.url", url)));
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
      assertThatThrownBy(() -> connections.send(request, "it", Duration.ZERO).get())
          .hasCauseInstanceOf(RegistryException.class)
          .hasMessageContaining("timed out");
    }
  }

  /** Kafka Streams makes a serde, with a client of its own, for each topic and store. */
  @Test
  void manyClients_doNotEachKeepAThread() {
    try (LocalServer server = new LocalServer(request -> Answer.ok("[]"))) {
      List<RegistryClient> clients = new ArrayList<>();
      long before = selectors();
      for (int i = 0; i < 50; i++) {
        RegistryClient client = RegistryClient.of(server.url());
        assertThat(client.subjects()).isEmpty();
        clients.add(client);
      }
      assertThat(selectors() - before).isLessThan(5);
      assertThat(clients).hasSize(50);
    }
  }

  private static long selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("SelectorManager"))
        .count();
  }
}
