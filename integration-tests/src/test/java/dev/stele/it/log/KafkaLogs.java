package dev.stele.it.log;

import dev.stele.server.domain.Stamp;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.ForeignWriterPolicy;
import dev.stele.server.log.KafkaLog;
import dev.stele.server.log.KafkaLogSettings;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogTimeouts;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.LogTopics;
import dev.stele.server.log.Position;
import dev.stele.server.log.RecordReader;
import dev.stele.server.log.TopicSettings;
import dev.stele.server.log.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The logs of some nodes on new topics of a broker, and a reader of what they write. */
public final class KafkaLogs implements AutoCloseable {
  static final int MAX_RECORD_BYTES = 50_000;
  public static final ForeignWriterPolicy REFUSE = new ForeignWriterPolicy("schema-registry", true);

  private final Map<String, Object> client;
  private final LogTopics topics;
  private final Deque<KafkaLog> opened = new ArrayDeque<>();

  public KafkaLogs(String bootstrapServers) {
    client = Map.of("bootstrap.servers", bootstrapServers);
    topics =
        Topics.prepare(client, settings("schemas-" + UUID.randomUUID()), Duration.ofSeconds(60));
  }

  static TopicSettings settings(String schemas) {
    return new TopicSettings(
        schemas,
        TopicSettings.ownTopicOf(schemas),
        3,
        Map.of("max.message.bytes", Integer.toString(MAX_RECORD_BYTES)),
        Duration.ofSeconds(30));
  }

  public LogTopics topics() {
    return topics;
  }

  public KafkaLog open(Node node) {
    return open(node, REFUSE, KafkaLog::newProducer);
  }

  public KafkaLog open(
      Node node,
      ForeignWriterPolicy foreign,
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
    return opened(
        new KafkaLog(
            new KafkaLogSettings(client, node, foreign, LogTimeouts.DEFAULT), topics, producers));
  }

  KafkaLog openImpatient(Node node) {
    Duration second = Duration.ofSeconds(1);
    LogTimeouts timeouts =
        new LogTimeouts(
            second.multipliedBy(10), second.multipliedBy(2), second, second.multipliedBy(2));
    return opened(new KafkaLog(new KafkaLogSettings(client, node, REFUSE, timeouts), topics));
  }

  private KafkaLog opened(KafkaLog log) {
    opened.push(log);
    return log;
  }

  /** Everything committed before the place, once it can be read. */
  List<LogRecord> read(LogTopic topic, Position until) {
    String name = topic == LogTopic.SCHEMAS ? topics.schemas().name() : topics.own().get().name();
    long end = topic == LogTopic.SCHEMAS ? until.schemas() : until.own();
    TopicPartition partition = new TopicPartition(name, 0);
    RecordReader reader = new RecordReader(topic);
    List<LogRecord> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition) < end) {
        for (var read : consumer.poll(Duration.ofMillis(200))) {
          Stamp stamp = new Stamp(read.offset(), read.timestamp());
          if (read.offset() < end) {
            records.add(reader.read(stamp, read.key(), read.value(), read.headers()));
          }
        }
      }
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            client.get("bootstrap.servers"),
            "isolation.level",
            "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    opened.forEach(KafkaLog::close);
  }
}
