package dev.stele.server.view;

import dev.stele.server.log.TopicNames;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** Asks Kafka what the log's topics are now. */
@FunctionalInterface
public interface TopicSource {
  /**
   * Blocks for some seconds at most.
   *
   * @throws RuntimeException with a message for people if Kafka does not answer or the log's first
   *     topic does not exist
   */
  Found find();

  /**
   * What was found.
   *
   * @param ids by topic name; none where Kafka is older than 2.8
   * @param deleteRetentionMs how long {@code _schemas} keeps tombstones
   */
  record Found(TopicNames names, Map<String, Uuid> ids, long deleteRetentionMs) {
    public Found {
      ids = Map.copyOf(ids);
    }
  }
}
