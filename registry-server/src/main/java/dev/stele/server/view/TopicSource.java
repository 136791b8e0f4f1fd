package dev.stele.server.view;

import dev.stele.server.log.TopicNames;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/** Says what the log's topics are now. One thread asks. */
@FunctionalInterface
public interface TopicSource extends AutoCloseable {
  /**
   * Blocks for some seconds at most. Creates nothing: a topic that was deleted is a loss that a
   * person must know of.
   *
   * @return empty if the first topic does not exist
   * @throws RuntimeException with a message for people if Kafka does not answer
   */
  Optional<Found> find();

  @Override
  default void close() {}

  /**
   * What was found.
   *
   * @param names of the topics that exist
   * @param ids by topic name; none where Kafka is older than 2.8
   * @param deleteRetentionMs how long {@code _schemas} keeps tombstones
   */
  record Found(TopicNames names, Map<String, Uuid> ids, long deleteRetentionMs) {
    public Found {
      ids = Map.copyOf(ids);
    }
  }
}
