package dev.stele.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads both topics of the log from their first record on, and keeps what it read: what was
 * committed, be it compacted away since or not. Thread-safe.
 */
public final class LogRecorder implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  static final TopicPartition SCHEMAS = new TopicPartition("_schemas", 0);
  static final TopicPartition OWN = new TopicPartition("_stele", 0);

  private final String bootstrapServers;
  private final List<Recorded> records = new CopyOnWriteArrayList<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::read, "log-recorder");
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private volatile @Nullable RuntimeException failure;
  private volatile boolean closing;

  private LogRecorder(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.consumer = consumer(bootstrapServers);
  }

  /**
   * One record.
   *
   * @param topic {@code _schemas} or {@code _stele}
   * @param timestamp ms since 1970
   * @param value empty for a tombstone
   * @param headers by name, as text
   */
  public record Recorded(
      String topic,
      long offset,
      long timestamp,
      String key,
      Optional<String> value,
      Map<String, String> headers) {
    static Recorded of(ConsumerRecord<byte[], byte[]> record) {
      Map<String, String> headers = new LinkedHashMap<>();
      for (Header header : record.headers()) {
        headers.put(header.key(), new String(header.value(), UTF_8));
      }
      byte[] value = record.value();
      return new Recorded(
          record.topic(),
          record.offset(),
          record.timestamp(),
          new String(record.key(), UTF_8),
          value == null ? Optional.empty() : Optional.of(new String(value, UTF_8)),
          headers);
    }

    /** Whether it claims or releases the writer's role. */
    boolean isBarrier() {
      return topic.equals(SCHEMAS.topic()) && headers.containsKey("stele.node");
    }
  }

  /** Starts reading; the topics must exist. */
  public static LogRecorder start(String bootstrapServers) {
    LogRecorder recorder = new LogRecorder(bootstrapServers);
    recorder.thread.setDaemon(true);
    recorder.thread.start();
    return recorder;
  }

  /** What was read so far, in the order of offsets within a topic. */
  public List<Recorded> records() {
    RuntimeException problem = failure;
    if (problem != null) {
      throw new IllegalStateException("The log can't be recorded", problem);
    }
    return List.copyOf(records);
  }

  /** The last claim or release of the writer's role. */
  Optional<Recorded> lastBarrier() {
    return records().stream().filter(Recorded::isBarrier).reduce((first, second) -> second);
  }

  /**
   * Returns when everything that is committed now was read.
   *
   * @return the offset behind it, in {@code _schemas}
   */
  public long catchUp() {
    Map<TopicPartition, Long> ends = ends();
    Wait.until(
        PATIENCE,
        () -> "The recorder is at " + positions + " and the log's end at " + ends,
        () -> {
          records(); // fails if it will never come
          return ends.entrySet().stream()
              .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
    return Objects.requireNonNull(ends.get(SCHEMAS));
  }

  /** What is in the topics now, read anew from their first records. */
  List<Recorded> readAgain() {
    Map<TopicPartition, Long> ends = ends();
    List<Recorded> read = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> again = consumer(bootstrapServers)) {
      Wait.until(
          PATIENCE,
          () -> "The log can't be read to its end at " + ends,
          () -> {
            again.poll(POLL).forEach(record -> read.add(Recorded.of(record)));
            return ends.entrySet().stream()
                .allMatch(end -> again.position(end.getKey()) >= end.getValue());
          });
    }
    return read;
  }

  /** Writes one record per line. */
  static void dump(List<Recorded> records, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Recorded record : records) {
        out.write(record.toString());
        out.newLine();
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      while (!closing) {
        consumer.poll(POLL).forEach(record -> records.add(Recorded.of(record)));
        for (TopicPartition topic : consumer.assignment()) {
          positions.put(topic, consumer.position(topic));
        }
      }
    } catch (WakeupException e) {
      // close() was called
    } catch (RuntimeException e) { // the border: told to whoever asks for records
      failure = e;
    }
  }

  private Map<TopicPartition, Long> ends() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<TopicPartition, Long> ends = new LinkedHashMap<>();
      Map<TopicPartition, ListOffsetsResultInfo> latest =
          admin
              .listOffsets(
                  Map.of(SCHEMAS, OffsetSpec.latest(), OWN, OffsetSpec.latest()),
                  new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
              .all()
              .get();
      latest.forEach((topic, end) -> ends.put(topic, end.offset()));
      return ends;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking for the log's end", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The log's end is unknown", e);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "allow.auto.create.topics", "false",
                "request.timeout.ms", "5000",
                "reconnect.backoff.max.ms", "500"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(SCHEMAS, OWN));
    consumer.seekToBeginning(List.of(SCHEMAS, OWN));
    return consumer;
  }
}
