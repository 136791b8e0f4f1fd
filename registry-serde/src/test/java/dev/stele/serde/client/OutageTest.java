package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.stele.serde.fixture.FakeRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is left of a client when the registry, or some of its nodes, are not what they should be.
 */
@Timeout(60)
final class OutageTest {
  private static final String SCHEMA = "{\"schema\":\"\\\"int\\\"\",\"id\":7}";

  private final FakeRegistry registry = new FakeRegistry();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void close() {
    released.countDown();
    registry.close();
  }

  private static RegistryClientBuilder quickly(String... urls) {
    return RegistryClient.builder().url(urls).setting(ClientConfig.RETRIES_WAIT_MS, 1);
  }

  @Test
  void registryThatNeverAnswers_endsWhenTheTimeIsUp() {
    registry.fail(this::untilReleased);
    RegistryClient client = quickly(registry.url()).setting("stele.client.timeout.ms", 300).build();
    assertThatThrownBy(() -> client.schemaById(7))
        .asInstanceOf(type(RegistryException.class))
        .satisfies(e -> assertThat(e.isRetriable()).isTrue())
        .extracting(Throwable::getMessage)
        .asString()
        .contains("timed out", registry.url() + "/schemas/ids/7");
  }

  private FakeRegistry.@Nullable Answer untilReleased(String request) throws InterruptedException {
    released.await();
    return null;
  }

  @Test
  void retries_endWhenTheTimeIsUp() {
    registry.fail(request -> FakeRegistry.refusal(500, 50001, "Error in the backend"));
    RegistryClient client =
        RegistryClient.builder()
            .url(registry.url())
            .setting("stele.client.timeout.ms", 2000)
            .setting("max.retries", 1000)
            .setting("retries.wait.ms", 20)
            .setting("retries.max.wait.ms", 20)
            .build();
    assertThatThrownBy(() -> client.schemaById(7)).hasMessageContaining("Error in the backend");
    assertThat(registry.requests()).hasSizeLessThan(1000);
  }

  @Test
  void slowAnswer_isThereWhenItComes() throws Exception {
    int id = registry.put("s", "\"int\"");
    registry.fail(this::untilReleased);
    CompletableFuture<RegisteredSchema> answer =
        quickly(registry.url()).build().schemaByIdAsync(id, "");
    assertThat(answer).isNotDone();
    released.countDown();
    assertThat(answer.get(30, TimeUnit.SECONDS).id()).isEqualTo(id);
  }

  @Test
  void halfAnAnswer_isAskedForAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        AutoCloseable thread = serving(server, asked)) {
      assertThat(thread).isNotNull();
      RegistryClient client = quickly("http://127.0.0.1:" + server.getLocalPort()).build();
      assertThat(client.schemaById(7).id()).isEqualTo(7);
      assertThat(asked).hasValue(2);
    }
  }

  /** Says less at first than it promised. */
  private static AutoCloseable serving(ServerSocket server, AtomicInteger asked) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> unused =
        thread.submit(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  answer(socket, asked.incrementAndGet() == 1);
                }
              }
              return null;
            });
    return thread::shutdownNow;
  }

  private static void answer(Socket socket, boolean half) throws IOException {
    byte[] request = new byte[4096];
    assertThat(socket.getInputStream().read(request)).isPositive();
    String body = half ? SCHEMA.substring(0, 10) : SCHEMA;
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + SCHEMA.length() + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void tooLargeAnswer_isNotAskedForAgain() {
    String huge = "x".repeat(65 * 1024 * 1024);
    registry.fail(request -> new FakeRegistry.Answer(200, huge));
    assertThatThrownBy(() -> quickly(registry.url()).build().schemaById(7))
        .asInstanceOf(type(RegistryException.class))
        .satisfies(e -> assertThat(e.isRetriable()).isFalse())
        .extracting(Throwable::getMessage)
        .asString()
        .contains("larger than " + Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 8));
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void retryAfter_withinTheTime_isWaitedFor() {
    AtomicInteger asked = new AtomicInteger();
    try (LocalServer server =
        new LocalServer(
            request ->
                asked.incrementAndGet() == 1
                    ? new LocalServer.Answer(429, "", Map.of("Retry-After", "1"))
                    : LocalServer.Answer.ok(SCHEMA))) {
      List<Duration> waits = new ArrayList<>();
      ClientListener listener =
          new ClientListener() {
            @Override
            public void retrying(Operation operation, int retry, Duration wait) {
              waits.add(wait);
            }
          };
      assertThat(quickly(server.url()).listener(listener).build().schemaById(7).id()).isEqualTo(7);
      assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }
  }

  @Test
  void retryAfter_beyondTheTime_isNotWaitedFor() {
    try (LocalServer server =
        new LocalServer(
            request ->
                new LocalServer.Answer(
                    503, "", Map.of("Retry-After", "Tue, 31 Dec 2999 23:59:59 GMT")))) {
      assertThatThrownBy(() -> quickly(server.url()).build().schemaById(7))
          .hasMessageContaining("HTTP 503");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void addressThatFailed_isNotAskedFirstNextTime() {
    try (FakeRegistry second = new FakeRegistry()) {
      second.put("s", "\"int\"");
      registry.put("s", "\"int\"");
      registry.fail(request -> new FakeRegistry.Answer(503, ""));
      RegistryClient client = quickly(registry.url(), second.url()).build();
      client.version("s", 1);
      registry.recover();
      client.latest("s");
      assertThat(registry.requests()).hasSize(1);
      assertThat(second.requests()).hasSize(2);
    }
  }

  @Test
  void interruption_endsTheWaitAndNotTheRequest() throws Exception {
    int id = registry.put("s", "\"int\"");
    registry.fail(this::untilReleased);
    RegistryClient client = quickly(registry.url()).build();
    CompletableFuture<RegistryException> thrown = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                client.schemaById(id);
              } catch (RegistryException e) {
                flag.complete(Thread.currentThread().isInterrupted());
                thrown.complete(e);
              }
            });
    waiting.start();
    waiting.interrupt();
    assertThat(thrown.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class)
        .satisfies(e -> assertThat(e.isRetriable()).isFalse());
    assertThat(flag.get()).isTrue();
    released.countDown();
    assertThat(client.schemaById(id).id()).isEqualTo(id);
    assertThat(registry.requests()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void manyCallsAtOnce_areAllAnswered() throws Exception {
    RegistryClient client = quickly(registry.url()).build();
    List<CompletableFuture<RegisteredSchema>> calls = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      registry.put("s" + i, "\"int\"");
      calls.add(client.latestAsync("s" + i));
    }
    for (CompletableFuture<RegisteredSchema> call : calls) {
      assertThat(call.get(30, TimeUnit.SECONDS).schema().text()).isEqualTo("\"int\"");
    }
  }

  @Test
  void turnThatDoesNotCome_endsWhenTheTimeIsUp() {
    registry.fail(this::untilReleased);
    RegistryClient client = quickly(registry.url()).setting("stele.client.timeout.ms", 500).build();
    List<CompletableFuture<RegisteredSchema>> calls = new ArrayList<>();
    for (int id = 0; id < 200; id++) {
      calls.add(client.schemaByIdAsync(id, ""));
    }
    for (CompletableFuture<RegisteredSchema> call : calls) {
      assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RegistryException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void whatIsChainedToAnAnswer_mayWaitForAnother() throws Exception {
    int id = registry.put("s", "\"int\"");
    RegistryClient client = quickly(registry.url()).build();
    CompletableFuture<List<RegisteredSchema>> chained =
        client
            .schemaByIdAsync(id, "")
            .thenApply(
                schema ->
                    List.of(client.schemaById(id), client.latest("s"), client.version("s", 1)));
    assertThat(chained.get(30, TimeUnit.SECONDS)).hasSize(3);
  }

  @Test
  void latest_whileTheRegistryIsDown_isTheOldOne() {
    int id = registry.put("s", "\"int\"");
    // Every use finds it too old.
    RegistryClient client =
        RegistryClient.builder().url(registry.url()).setting("latest.cache.ttl.sec", 0).build();
    client.latest("s");
    registry.fail(request -> new FakeRegistry.Answer(503, ""));
    for (int i = 0; i < 100; i++) {
      assertThat(client.latest("s").id()).isEqualTo(id);
    }
    // Once, without retries, and not again for a while.
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void latestWithMetadata_isRemembered() {
    try (LocalServer server = new LocalServer(request -> LocalServer.Answer.ok(SCHEMA))) {
      RegistryClient client = quickly(server.url()).build();
      client.latestWithMetadata("s", Map.of("a", "1"));
      client.latestWithMetadata("s", Map.of("a", "1"));
      client.latestWithMetadata("s", Map.of("a", "2"));
      assertThat(server.lines())
          .containsExactly(
              "GET /subjects/s/metadata?key=a&value=1&deleted=true",
              "GET /subjects/s/metadata?key=a&value=2&deleted=true");
    }
  }

  @Test
  void failedRegistration_isTriedAgainNextTime() {
    registry.fail(request -> FakeRegistry.refusal(409, 409, "incompatible"));
    RegistryClient client = quickly(registry.url()).build();
    SchemaDefinition schema = SchemaDefinition.avro("\"int\"");
    assertThatThrownBy(() -> client.register("s", schema, Set.of()))
        .isInstanceOf(RegistryException.class);
    registry.recover();
    assertThat(client.register("s", schema, Set.of()).id()).isEqualTo(1);
  }
}
