package dev.stele.server.view;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of Streams' global thread, which also tells how far it has come. Its position, and
 * not the last record's offset, is what was applied: markers take offsets and are no records, and
 * compaction removes records. All of a poll's records were processed when the next poll begins.
 */
final class PollingConsumer extends KafkaConsumer<byte[], byte[]> {
  private final Listener listener;
  private final Metric fetches;
  private volatile boolean stopped;

  PollingConsumer(Map<String, Object> config, Listener listener) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.listener = listener;
    this.fetches = fetchTotal();
  }

  /** Told on the polling thread. What it throws ends the global thread. */
  interface Listener {
    /**
     * A poll begins.
     *
     * @param places of the topics being read, by name; without those that are not known now
     */
    void polling(Map<String, Place> places);

    /**
     * A poll is over.
     *
     * @param answered whether Kafka answered a fetch since the last one
     */
    void polled(ConsumerRecords<byte[], byte[]> records, boolean answered);
  }

  /**
   * How far a topic was read.
   *
   * @param next the next offset
   * @param lag offsets between it and the end of what is committed; empty if not known
   */
  record Place(long next, OptionalLong lag) {}

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (stopped) {
      throw new WakeupException();
    }
    listener.polling(places());
    double before = fetchCount();
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    // An empty poll says nothing: it is also what a dead broker looks like.
    listener.polled(records, fetchCount() > before);
    return records;
  }

  /** Makes this and every later poll fail, from any thread. */
  void stop() {
    stopped = true;
    wakeup();
  }

  private Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    for (TopicPartition partition : assignment()) {
      place(partition).ifPresent(place -> places.put(partition.topic(), place));
    }
    return places;
  }

  private Optional<Place> place(TopicPartition partition) {
    try {
      return Optional.of(new Place(position(partition, Duration.ZERO), currentLag(partition)));
    } catch (TimeoutException e) {
      return Optional.empty(); // after a change of leaders the position is checked first
    }
  }

  private double fetchCount() {
    return ((Number) fetches.metricValue()).doubleValue();
  }

  private Metric fetchTotal() {
    return metrics().entrySet().stream()
        .filter(entry -> entry.getKey().name().equals("fetch-total"))
        .filter(entry -> entry.getKey().group().equals("consumer-fetch-manager-metrics"))
        .map(entry -> (Metric) entry.getValue())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Kafka's consumer counts no fetches"));
  }
}
