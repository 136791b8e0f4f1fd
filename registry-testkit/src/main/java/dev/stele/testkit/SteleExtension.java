package dev.stele.testkit;

import dev.stele.server.RegistryServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A Kafka and a registry in this JVM, on free ports, for one JUnit test class and the classes
 * nested in it.
 *
 * <pre>{@code
 * @ExtendWith(SteleExtension.class)
 * class OrdersTest {
 *   @Test
 *   void order_isDelivered(SteleExtension stele) {
 *     properties.put("bootstrap.servers", stele.bootstrapServers());
 *     properties.put("schema.registry.url", stele.registryUrl());
 *   }
 * }
 * }</pre>
 *
 * <p>With settings of its own: {@code @RegisterExtension static final SteleExtension stele = new
 * SteleExtension(Map.of("schema.compatibility.level", "full"))}.
 */
public final class SteleExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
  private final Map<String, String> registrySettings;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private int classes; // that are between beforeAll and afterAll: nested ones come inside their own
  private @Nullable KafkaBroker broker;
  private @Nullable RegistryServer registry;

  public SteleExtension() {
    this(Map.of());
  }

  /** With settings of the registry, by the names of its settings page, beside the addresses. */
  public SteleExtension(Map<String, String> registrySettings) {
    this.registrySettings = Map.copyOf(registrySettings);
  }

  /** Kafka's address, {@code host:port}. */
  public synchronized String bootstrapServers() {
    return started(broker).bootstrapServers();
  }

  /** The registry's address, {@code http://host:port}. */
  public synchronized String registryUrl() {
    return started(registry).url();
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    classes++;
    if (classes > 1) {
      return;
    }
    KafkaBroker kafka = KafkaBroker.start();
    running.push(kafka);
    broker = kafka;
    Map<String, String> settings = new HashMap<>();
    settings.put("kafkastore.bootstrap.servers", kafka.bootstrapServers());
    settings.put("kafkastore.topic.replication.factor", "1");
    settings.put("listeners", "http://127.0.0.1:0");
    settings.putAll(registrySettings);
    RegistryServer server = RegistryServer.start(settings);
    running.push(server);
    registry = server;
  }

  // JUnit calls it after a failed beforeAll too.
  @Override
  public synchronized void afterAll(ExtensionContext context) throws Exception {
    classes--;
    if (classes > 0) {
      return;
    }
    broker = null;
    registry = null;
    while (!running.isEmpty()) {
      running.pop().close(); // the registry before the Kafka that it talks to
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SteleExtension.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return this;
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("SteleExtension runs from before the first test to the last");
    }
    return part;
  }
}
