package dev.stele.server.log;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * The log's topics as Kafka has them.
 *
 * @param cluster the id of the Kafka cluster
 * @param own empty where {@code _stele} neither exists nor may be created
 */
public record LogTopics(String cluster, Topic schemas, Optional<Topic> own) {
  /**
   * One of them.
   *
   * @param id empty where Kafka is too old to have ids
   * @param maxRecordBytes the largest batch it takes, {@code max.message.bytes}
   * @param deleteRetention how long a tombstone can be read for certain
   * @param compactionLag how long a record can be read for certain
   */
  public record Topic(
      String name,
      Optional<Uuid> id,
      int maxRecordBytes,
      Duration deleteRetention,
      Duration compactionLag) {}

  public TopicNames names() {
    return new TopicNames(schemas.name(), own.map(Topic::name));
  }
}
