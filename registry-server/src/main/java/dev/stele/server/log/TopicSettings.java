package dev.stele.server.log;

import java.time.Duration;
import java.util.Map;

/**
 * How the log's topics should be.
 *
 * @param schemas the name of {@code _schemas}
 * @param own the name of {@code _stele}; see {@link #ownTopicOf}
 * @param replicationFactor 1 or more; of topics that are created, unless there are fewer brokers
 * @param creation further configs of topics that are created; {@code cleanup.policy} is not obeyed
 * @param writeTimeout after which a client is told that a write's outcome is unknown
 */
public record TopicSettings(
    String schemas,
    String own,
    int replicationFactor,
    Map<String, String> creation,
    Duration writeTimeout) {
  public TopicSettings {
    creation = Map.copyOf(creation);
    if (schemas.equals(own)) {
      throw new IllegalArgumentException("The log's two topics must differ: " + schemas);
    }
  }

  /**
   * The usual name of {@code _stele} beside a {@code _schemas} topic, so that several registries on
   * one Kafka do not meet: {@code _stele} beside {@code _schemas}, else the name and {@code
   * _stele}.
   */
  public static String ownTopicOf(String schemas) {
    return schemas.equals("_schemas") ? "_stele" : schemas + "_stele";
  }

  /**
   * The id with which every node of the cluster writes, so that Kafka lets only one of them.
   *
   * @param prefix usually {@code stele-}
   */
  public String transactionalId(String prefix) {
    return prefix + schemas;
  }

  /** How long a record of a command must be there to be seen by whoever waits for it. */
  Duration compactionLag() {
    return writeTimeout.multipliedBy(4);
  }
}
