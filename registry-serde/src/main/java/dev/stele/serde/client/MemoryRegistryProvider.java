package dev.stele.serde.client;

/**
 * Keeps registries in memory, for tests that have {@code mock://scope} as their {@code
 * schema.registry.url}. Found by {@link java.util.ServiceLoader}; there is one in {@code
 * dev.stele:registry-testkit}. Has a public constructor without parameters; thread-safe.
 */
public interface MemoryRegistryProvider {
  /**
   * Where the registry of a scope answers; made when it is asked for first.
   *
   * @param scope any text, also none; registries of different scopes know nothing of each other
   * @return {@code http://host:port}, the same for a scope until that is dropped
   */
  String url(String scope);
}
