package dev.stele.serde.client;

import java.util.Map;
import org.apache.kafka.common.Configurable;

/**
 * Where bearer tokens come from that none of the built-in sources knows. Implementations are
 * thread-safe. One named by {@code bearer.auth.custom.provider.class} has a public constructor
 * without parameters.
 */
public interface TokenProvider extends Configurable {
  /**
   * Fetches a token. Called when the client has none, when the one it has is about to expire, and
   * once after the registry refused it; by one thread at a time, which may wait.
   *
   * @throws Exception if there is none now; the client tries again as it does after a failed
   *     request
   */
  BearerToken fetch() throws Exception;

  /** Receives the settings of the client. */
  @Override
  default void configure(Map<String, ?> configs) {}
}
