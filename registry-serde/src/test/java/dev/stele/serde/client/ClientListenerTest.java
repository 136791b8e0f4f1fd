package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.fixture.FakeRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClientListenerTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void requestFinished(
            Operation operation, String address, int status, Duration duration) {
          told.add(operation + " " + address + " " + status + (duration.isNegative() ? " ?" : ""));
        }

        @Override
        public void retrying(Operation operation, int retry, Duration wait) {
          told.add(operation + " again " + retry);
        }

        @Override
        public void failedOver(Operation operation, String from, String to) {
          told.add(operation + " from " + from + " to " + to);
        }

        @Override
        public void cacheHit(Operation operation) {
          told.add(operation + " hit");
        }

        @Override
        public void cacheMiss(Operation operation) {
          told.add(operation + " miss");
        }
      };

  /** Counts itself, and fails. */
  public static final class Failing implements ClientListener {
    static final AtomicInteger CONFIGURED = new AtomicInteger();

    @Override
    public void configure(Map<String, ?> configs) {
      CONFIGURED.incrementAndGet();
    }

    @Override
    public void requestFinished(
        Operation operation, String address, int status, Duration duration) {
      throw new AssertionError("always");
    }

    @Override
    public void cacheMiss(Operation operation) {
      throw new IllegalStateException("always");
    }

    @Override
    public void cacheHit(Operation operation) {
      throw new NoClassDefFoundError("always");
    }
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void listener_isToldOfRequestsRetriesAndCaches() {
    int id = registry.put("s", "\"int\"");
    AtomicInteger failures = new AtomicInteger(1);
    registry.fail(
        request -> failures.getAndDecrement() > 0 ? new FakeRegistry.Answer(503, "") : null);
    RegistryClient client =
        RegistryClient.builder()
            .url(registry.url())
            .setting("retries.wait.ms", 1)
            .listener(listener)
            .build();
    client.schemaById(id);
    client.schemaById(id);
    assertThat(told)
        .containsExactly(
            "SCHEMA_BY_ID miss",
            "SCHEMA_BY_ID " + registry.url() + " 503",
            "SCHEMA_BY_ID again 1",
            "SCHEMA_BY_ID " + registry.url() + " 200",
            "SCHEMA_BY_ID hit");
  }

  @Test
  void listener_isToldOfFailOverWithoutCredentials() {
    int port = registry.port();
    registry.close();
    try (FakeRegistry second = new FakeRegistry()) {
      second.put("s", "\"int\"");
      RegistryClient.builder()
          .url("http://me:secret@127.0.0.1:" + port, second.url())
          .listener(listener)
          .build()
          .latest("s");
      assertThat(told)
          .containsExactly(
              "LATEST miss",
              "LATEST http://127.0.0.1:" + port + " 0",
              "LATEST from http://127.0.0.1:" + port + " to " + second.url(),
              "LATEST " + second.url() + " 200");
    }
  }

  @Test
  void listenerThatFails_doesNoHarm() {
    int id = registry.put("s", "\"int\"");
    RegistryClient client =
        RegistryClient.builder()
            .url(registry.url())
            .setting("stele.client.listener.class", Failing.class.getName())
            .build();
    assertThat(client.schemaById(id).id()).isEqualTo(id);
    assertThat(client.schemaById(id).id()).isEqualTo(id);
    assertThat(Failing.CONFIGURED).hasValue(1);
  }

  @Test
  void listenerThatIsNone_isRefused() {
    assertThatThrownBy(
            () ->
                RegistryClient.builder()
                    .url("http://h")
                    .setting("stele.client.listener.class", 5)
                    .build())
        .hasMessageContaining("stele.client.listener.class");
  }
}
