package dev.stele.serde.client;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Configurable;

/**
 * Is told what a {@link RegistryClient} does, for metrics. Implementations are thread-safe, return
 * quickly and do not call the client; what they throw is logged and otherwise ignored. One named by
 * {@link ClientConfig#CLIENT_LISTENER_CLASS} has a public constructor without parameters.
 */
public interface ClientListener extends Configurable {
  /**
   * A request to one address ended.
   *
   * @param status the HTTP status, or 0 if there was no answer
   * @param address without credentials
   */
  default void requestFinished(
      Operation operation, String address, int status, Duration duration) {}

  /**
   * No address could answer, and all will be asked again.
   *
   * @param retry 1 or more
   */
  default void retrying(Operation operation, int retry, Duration wait) {}

  /** One address could not answer, and another one is asked. */
  default void failedOver(Operation operation, String from, String to) {}

  /** Something was remembered, be it only that it is missing, and no request was made. */
  default void cacheHit(Operation operation) {}

  /** Something was not remembered, or is too old. */
  default void cacheMiss(Operation operation) {}

  /** Receives the settings of the client. */
  @Override
  default void configure(Map<String, ?> configs) {}
}
