package dev.stele.it.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.TestKafka;
import dev.stele.it.fixture.TestRegistry;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One Kafka and one registry for all tests of clients: what they wait for is the start of a client,
 * and each test has subjects of its own.
 */
final class SharedRegistry implements BeforeAllCallback {
  private @Nullable Running running;

  private record Running(TestKafka kafka, TestRegistry registry, HttpConnection http)
      implements AutoCloseable {
    static Running start() {
      TestKafka kafka = TestKafka.start();
      TestRegistry registry = TestRegistry.start(kafka.bootstrapServers());
      return new Running(kafka, registry, registry.connect());
    }

    @Override
    public void close() {
      http.close();
      registry.close();
      kafka.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(SharedRegistry.class))
            .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  TestKafka kafka() {
    return Objects.requireNonNull(running).kafka();
  }

  TestRegistry registry() {
    return Objects.requireNonNull(running).registry();
  }

  String url() {
    return registry().url();
  }

  /** Registers a schema, and returns its id. */
  int register(String subject, Map<String, Object> body) {
    try {
      String json = new ObjectMapper().writeValueAsString(body);
      return http().post("/subjects/" + subject + "/versions", json).json().get("id").intValue();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  HttpConnection http() {
    return Objects.requireNonNull(running).http();
  }
}
