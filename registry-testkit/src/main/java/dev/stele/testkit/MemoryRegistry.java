package dev.stele.testkit;

import dev.stele.serde.client.MemoryRegistryProvider;
import dev.stele.serde.client.RegistryClient;
import dev.stele.server.RegistryServer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Registries in this JVM, without any Kafka, for tests whose {@code schema.registry.url} is {@code
 * mock://scope}. Each scope is a registry of its own, shared by all serializers, deserializers and
 * clients that name it; it is made on first use, answers on a free port of this machine, and ends
 * with {@link #dropScope} or the JVM. Thread-safe.
 *
 * <pre>{@code
 * class OrdersTest {
 *   @AfterEach
 *   void forgetSchemas() {
 *     MemoryRegistry.dropScope("orders");
 *   }
 *
 *   @Test
 *   void order_isRegistered() {
 *     properties.put("schema.registry.url", "mock://orders");
 *     …
 *     assertThat(MemoryRegistry.client("orders").subjects()).containsExactly("orders-value");
 *   }
 * }
 * }</pre>
 *
 * <p>For tests that need a broker too there is {@link SteleExtension}.
 */
public final class MemoryRegistry {
  private static final Map<String, RegistryServer> SCOPES = new ConcurrentHashMap<>();

  private MemoryRegistry() {}

  /**
   * The address of a scope's registry, {@code http://host:port}, for what is no client of ours. It
   * is started if it is not there, and has every endpoint.
   *
   * @param scope any text, also none
   * @throws dev.stele.server.StartException if no port of this machine is free
   */
  public static String url(String scope) {
    return SCOPES.computeIfAbsent(scope, first -> RegistryServer.startInMemory()).url();
  }

  /** A new client of a scope's registry, which is started if it is not there. */
  public static RegistryClient client(String scope) {
    return RegistryClient.of(url(scope));
  }

  /**
   * Ends a scope's registry, if there is one; whoever names the scope next finds an empty one.
   * Those made before have what they asked for already, and reach nobody with other questions.
   */
  public static void dropScope(String scope) {
    RegistryServer dropped = SCOPES.remove(scope);
    if (dropped != null) {
      dropped.close();
    }
  }

  /** For {@code mock://scope}; found by {@link java.util.ServiceLoader}. */
  public static final class Provider implements MemoryRegistryProvider {
    /** For the loader. */
    public Provider() {}

    @Override
    public String url(String scope) {
      return MemoryRegistry.url(scope);
    }
  }
}
