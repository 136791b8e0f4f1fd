package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.fixture.FakeRegistry;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class CachesTest {
  private static final SchemaDefinition STRING = SchemaDefinition.avro("\"string\"");

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private RegistryClient client(String... settings) {
    RegistryClientBuilder builder = RegistryClient.builder().url(registry.url());
    for (int i = 0; i < settings.length; i += 2) {
      builder.setting(settings[i], settings[i + 1]);
    }
    return builder.build();
  }

  @Test
  void manyThreads_sameMissingId_makeOneRequest() throws Exception {
    int threads = 200;
    CountDownLatch start = new CountDownLatch(threads);
    CountDownLatch answer = new CountDownLatch(1);
    registry.fail(
        request -> {
          answer.await();
          return null;
        });
    RegistryClient client = client();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Integer>> failures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        failures.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return errorCode(client, 7);
                }));
      }
      start.await();
      answer.countDown();
      for (Future<Integer> failure : failures) {
        assertThat(failure.get(60, TimeUnit.SECONDS)).isEqualTo(40403);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(registry.requests()).hasSize(1);
  }

  private static int errorCode(RegistryClient client, int id) {
    try {
      client.schemaById(id, "orders-value");
      return 0;
    } catch (RegistryException e) {
      return e.errorCode();
    }
  }

  @Test
  void missingId_isAskedForEachTime_ifSo() {
    RegistryClient client = client("missing.id.cache.ttl.sec", "0");
    assertThat(errorCode(client, 7)).isEqualTo(40403);
    assertThat(errorCode(client, 7)).isEqualTo(40403);
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void missingId_isForgottenWhenSomethingIsRegistered() {
    RegistryClient client = client();
    assertThat(errorCode(client, 1)).isEqualTo(40403);
    client.register("orders-value", STRING, Set.of());
    assertThat(client.schemaById(1, "orders-value").schema()).isEqualTo(STRING);
  }

  @Test
  void missingSchemaAndVersion_areRememberedIfSo() {
    RegistryClient client =
        client("missing.schema.cache.ttl.sec", "60", "missing.version.cache.ttl.sec", "60");
    registry.put("s", "\"int\"");
    registry.fail(
        request ->
            request.contains("/versions/")
                ? FakeRegistry.refusal(404, 40402, "Version 9 not found.")
                : null);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> client.lookup("s", STRING, Set.of()))
          .isInstanceOf(RegistryException.class);
      assertThatThrownBy(() -> client.version("s", 9)).isInstanceOf(RegistryException.class);
    }
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void missingIds_beyondTheLimit_areForgotten() {
    RegistryClient client = client("missing.cache.size", "100");
    for (int id = 0; id < 1000; id++) {
      assertThat(errorCode(client, id)).isEqualTo(40403);
    }
    assertThat(errorCode(client, 999)).isEqualTo(40403);
    assertThat(registry.requests()).hasSize(1000);
    assertThat(errorCode(client, 0)).isEqualTo(40403);
    assertThat(registry.requests()).hasSize(1001);
  }

  @Test
  void hundredThousandMissingIds_leaveFewBehind() {
    CacheSettings settings =
        ClientSettings.of(Map.of("schema.registry.url", "http://h", "missing.cache.size", "1000"))
            .caches();
    ClientCache<Integer, String> cache =
        new ClientCache<>(Operation.SCHEMA_BY_ID, settings, Duration.ofMinutes(10), Set.of(40403));
    AtomicInteger asked = new AtomicInteger();
    for (int id = 0; id < 100_000; id++) {
      failure(cache, id, asked);
    }
    assertThat(asked).hasValue(100_000);
    int remembered = 0;
    for (int id = 99_999; id >= 0; id--) {
      int before = asked.get();
      failure(cache, id, asked);
      if (asked.get() > before) {
        break;
      }
      remembered++;
    }
    assertThat(remembered).isBetween(1, 1000);
  }

  private static void failure(ClientCache<Integer, String> cache, int id, AtomicInteger asked) {
    CompletableFuture<String> answer =
        cache.get(
            id,
            () -> {
              asked.incrementAndGet();
              return CompletableFuture.failedFuture(
                  new RegistryException(404, 40403, "", "not found", null));
            });
    assertThat(answer).isCompletedExceptionally();
  }

  @Test
  void id_meansTheSameWithinAContext() {
    int id = registry.put(":.x:a", "\"int\"");
    RegistryClient client = client();
    client.schemaById(id, ":.x:a");
    client.schemaById(id, ":.x:b");
    assertThat(registry.requests())
        .containsExactly("GET /schemas/ids/" + id + "?fetchMaxId=false&subject=:.x:a");
  }

  @Test
  void idUnderNamesWithoutAContext_mayBeFoundInAnyAndIsAskedForEach() {
    int id = registry.put("a", "\"int\"");
    RegistryClient client = client();
    RegisteredSchema first = client.schemaById(id, "a");
    RegisteredSchema second = client.schemaById(id, "b");
    client.schemaById(id, "b");
    assertThat(registry.requests()).hasSize(2);
    assertThat(second.schema()).isSameAs(first.schema());
  }

  @Test
  void schemaFormat_isAskedFor() {
    int id = registry.put("a", "\"int\"");
    client("schema.format", "resolved").schemaById(id);
    assertThat(registry.requests())
        .containsExactly("GET /schemas/ids/" + id + "?fetchMaxId=false&format=resolved");
  }
}
