package dev.stele.it.view;

import dev.stele.server.domain.Defaults;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.ForeignWriterPolicy;
import dev.stele.server.log.KafkaLog;
import dev.stele.server.log.KafkaLogSettings;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogTimeouts;
import dev.stele.server.log.Position;
import dev.stele.server.log.TopicNames;
import dev.stele.server.log.TopicSettings;
import dev.stele.server.log.Topics;
import dev.stele.server.view.LiveView;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.StreamsFeed;
import dev.stele.server.view.TopicLookup;
import dev.stele.server.view.TopicSource;
import dev.stele.server.view.TopicSource.Found;
import dev.stele.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One test's topics on a broker, and the view of them; closes what it started. */
final class ViewOnKafka implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String TRANSACTIONAL_ID = "stele-test";

  private final KafkaBroker broker;
  private final TopicNames names;
  private final Admin admin;
  private final AtomicLong skewMs = new AtomicLong();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private boolean topicIds = true;

  ViewOnKafka(KafkaBroker broker, String name) {
    this.broker = broker;
    this.names = new TopicNames("_schemas-" + name, Optional.of("_stele-" + name));
    this.admin = Admin.create(client());
    running.push(admin);
  }

  String schemas() {
    return names.schemas();
  }

  String own() {
    return names.own().orElseThrow();
  }

  /** From now on the topics have no ids, as with a Kafka older than 2.8. */
  void withoutTopicIds() {
    topicIds = false;
  }

  /** Lets the view's clock jump. */
  void skew(Duration ahead) {
    skewMs.addAndGet(ahead.toMillis());
  }

  void create(String topic) {
    NewTopic compacted =
        new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    get(admin.createTopics(List.of(compacted)).all().toCompletionStage().toCompletableFuture());
  }

  void delete(String topic) {
    get(admin.deleteTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
    await("topic " + topic + " is gone", () -> describe(topic).isEmpty());
  }

  /** Starts feeding an empty view. */
  LiveView start() {
    LiveView view = new LiveView(Defaults.STANDARD, TRANSACTIONAL_ID, this::now);
    StreamsFeed.Settings settings = new StreamsFeed.Settings("test-node", client());
    TopicLookup lookup = new TopicLookup(client(), names);
    running.push(lookup);
    TopicSource topics = topicIds ? lookup : () -> lookup.find().map(ViewOnKafka::withoutIds);
    running.push(StreamsFeed.start(view, settings, topics, this::now));
    return view;
  }

  /** Starts feeding a view, and waits until it has read what is there. */
  LiveView started() {
    LiveView view = start();
    applied(view, end());
    return view;
  }

  /** Waits until a view shows a place. */
  Snapshot applied(LiveView view, Position place) {
    return get(view.applied(place).toCompletableFuture());
  }

  /** The end of what is committed. */
  Position end() {
    return new Position(end(schemas()), describe(own()).isPresent() ? end(own()) : 0);
  }

  /** A producer; transactional if an id is given. */
  Producer<byte[], byte[]> producer(@Nullable String transactionalId) {
    Map<String, Object> config = client();
    if (transactionalId != null) {
      config.put("transactional.id", transactionalId);
    }
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    running.push(producer);
    if (transactionalId != null) {
      producer.initTransactions();
    }
    return producer;
  }

  /** Our own writer, of the cluster the view belongs to. */
  Log writer() {
    TopicSettings settings =
        new TopicSettings(schemas(), own(), 1, Map.of(), Duration.ofSeconds(30));
    Node node = new Node("test-node", "http://test-node:8081", TRANSACTIONAL_ID);
    Log log =
        new KafkaLog(
            new KafkaLogSettings(
                client(),
                node,
                new ForeignWriterPolicy("schema-registry", true),
                LogTimeouts.DEFAULT),
            Topics.prepare(client(), settings, PATIENCE));
    running.push(log);
    return log;
  }

  /** Writes a record as any registry does, and returns the place behind it. */
  Position write(Producer<byte[], byte[]> producer, String key, @Nullable String value) {
    return new Position(get(producer.send(record(schemas(), key, value))).offset() + 1, 0);
  }

  static ProducerRecord<byte[], byte[]> record(String topic, String key, @Nullable String value) {
    return new ProducerRecord<>(topic, 0, bytes(key), value == null ? null : bytes(value));
  }

  /** The record of a version of a subject. */
  static ProducerRecord<byte[], byte[]> version(String topic, String subject, int version, int id) {
    return record(topic, schemaKey(subject, version), schemaValue(subject, version, id));
  }

  static String schemaKey(String subject, int version) {
    return "{\"keytype\":\"SCHEMA\",\"subject\":\"%s\",\"version\":%d,\"magic\":1}"
        .formatted(subject, version);
  }

  static String schemaValue(String subject, int version, int id) {
    return ("{\"subject\":\"%s\",\"version\":%d,\"id\":%d,\"schemaType\":\"AVRO\","
            + "\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":%d}\","
            + "\"deleted\":false}")
        .formatted(subject, version, id, id);
  }

  /** Waits for what can only be seen by looking again and again. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not within " + PATIENCE + ": " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting until " + what, e);
      }
    }
  }

  static <T> T get(Future<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }

  private Map<String, Object> client() {
    return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private Instant now() {
    return Instant.now().plusMillis(skewMs.get());
  }

  private static Found withoutIds(Found found) {
    return new Found(found.names(), Map.of(), found.deleteRetentionMs());
  }

  private Optional<TopicDescription> describe(String topic) {
    try {
      return Optional.of(
          admin
              .describeTopics(Set.of(topic))
              .allTopicNames()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .values()
              .iterator()
              .next());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new AssertionError(e);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private long end(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return get(admin
            .listOffsets(Map.of(partition, OffsetSpec.latest()), committed)
            .partitionResult(partition)
            .toCompletionStage()
            .toCompletableFuture())
        .offset();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
