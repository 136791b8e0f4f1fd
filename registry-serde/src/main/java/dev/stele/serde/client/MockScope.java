package dev.stele.serde.client;

import static dev.stele.serde.client.ClientConfig.SCHEMA_REGISTRY_URL;

import dev.stele.serde.internal.Classes;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;

/** A registry in memory, for tests: the address {@code mock://scope}. */
record MockScope(String name) {
  private static final String PREFIX = "mock://";

  /**
   * The scope that is meant, if one is.
   *
   * @throws ConfigException if there is another address beside it
   */
  static Optional<MockScope> of(List<String> urls) {
    Optional<MockScope> found =
        urls.stream()
            .filter(url -> url.regionMatches(true, 0, PREFIX, 0, PREFIX.length()))
            .map(url -> new MockScope(url.substring(PREFIX.length())))
            .findFirst();
    if (found.isPresent() && urls.size() > 1) {
      // Not with the addresses: one of them may hold a password.
      throw new ConfigException(
          SCHEMA_REGISTRY_URL
              + ": beside an address that begins with mock:// there can be no other");
    }
    return found;
  }

  /**
   * Where it answers; started if it is not there. Nobody has to say who they are.
   *
   * @throws ConfigException if nothing on the class path keeps registries in memory
   */
  Address address() {
    try {
      return ServiceLoader.load(MemoryRegistryProvider.class, Classes.loader())
          .findFirst()
          .map(provider -> new Address(provider.url(name), Optional.empty()))
          .orElseThrow(
              () ->
                  refused(
                      "a registry in memory is in dev.stele:registry-testkit: add it, in test scope"));
    } catch (ServiceConfigurationError e) {
      ConfigException failure = refused("what keeps it cannot be loaded: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  private ConfigException refused(String why) {
    return new ConfigException(SCHEMA_REGISTRY_URL, PREFIX + name, why);
  }
}
