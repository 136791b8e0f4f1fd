package dev.stele.server.log;

import dev.stele.server.domain.Event;
import dev.stele.server.log.LogException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log on Kafka. All nodes of a cluster write with one transactional id, so that Kafka itself
 * lets only the last claimer write. Everything a producer may wait for is waited for on one thread;
 * the end is asked for beside it. Stages complete on that thread or on the admin client's.
 */
public final class KafkaLog implements Log {
  private static final Logger log = LoggerFactory.getLogger(KafkaLog.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(900);

  private final KafkaLogSettings settings;
  private final LogTopics topics;
  private final Function<Map<String, Object>, Producer<byte[], byte[]>> producers;
  private final Admin admin;
  private final ForeignWriters foreignWriters;
  private final RecordWriter writer;
  private final Failures failures;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread created = new Thread(task, "stele-log");
            created.setDaemon(true);
            return created;
          });

  // Written by the log's thread, but for the last.
  private volatile @Nullable Holding holding;
  private volatile @Nullable ClaimedProducer producer;
  private volatile boolean closed;

  private record Holding(Claim claim, ClaimedProducer producer) {}

  /** Opens the log; nothing is claimed. Returns without having asked Kafka anything. */
  public KafkaLog(KafkaLogSettings settings, LogTopics topics) {
    this(settings, topics, KafkaLog::newProducer);
  }

  /**
   * As the other one, for tests that make a producer fail.
   *
   * @param producers makes a producer from its properties
   */
  public KafkaLog(
      KafkaLogSettings settings,
      LogTopics topics,
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
    this.settings = settings;
    this.topics = topics;
    this.producers = producers;
    this.writer = new RecordWriter(topics.names());
    this.failures =
        new Failures(new OperatorCommands(settings.client()), settings.node().transactionalId());
    this.admin = Admin.create(settings.admin());
    this.foreignWriters = new ForeignWriters(admin, settings.foreignWriters(), failures);
  }

  /** A producer as the log needs it. */
  public static Producer<byte[], byte[]> newProducer(Map<String, Object> properties) {
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public CompletionStage<Claimed> claim() {
    return onThread(
        () -> {
          dropProducer();
          foreignWriters.check();
          return dropIfFailed(this::claimAnew);
        });
  }

  private Claimed claimAnew() {
    ClaimedProducer claiming = open();
    claiming.fence();
    Position barrier = claiming.write(writer.barriers(settings.node(), false));
    Claim claim = new Claim(barrier.schemas() - 1, settings.node(), false);
    holding = new Holding(claim, claiming);
    return new Claimed(claim, barrier);
  }

  private ClaimedProducer open() {
    Map<String, Object> properties = settings.producer(topics.schemas().maxRecordBytes());
    ClaimedProducer opened =
        new ClaimedProducer(producers.apply(properties), topics.names(), failures);
    producer = opened;
    if (closed) { // and close() may have looked for a producer before there was one
      throw closed(null);
    }
    return opened;
  }

  @Override
  public CompletionStage<Position> append(Claim claim, List<Entry> entries) {
    return onThread(
        () -> {
          List<ProducerRecord<byte[], byte[]>> records =
              entries.stream().flatMap(entry -> writer.records(entry).stream()).toList();
          return write(claim, records);
        });
  }

  @Override
  public CompletionStage<Position> release(Claim claim) {
    return onThread(
        () -> {
          Position place = write(claim, writer.barriers(settings.node(), true));
          log.info("Released the log: claim={} node={}", claim.offset(), claim.node().id());
          dropProducer();
          return place;
        });
  }

  private Position write(Claim claim, List<ProducerRecord<byte[], byte[]>> records) {
    Holding held = holding;
    if (held == null || !held.claim().equals(claim)) {
      throw new LogException(Reason.ROLE_LOST, "Claim " + claim.offset() + " does not hold");
    }
    return dropIfFailed(() -> held.producer().write(records));
  }

  private <T> T dropIfFailed(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) { // whatever it is, the producer's state is unknown
      if (!(e instanceof LogException known && known.reason() == Reason.TOO_LARGE)) {
        dropProducer();
      }
      throw e;
    }
  }

  private void dropProducer() {
    holding = null;
    ClaimedProducer dropped = producer;
    producer = null;
    if (dropped != null) {
      dropped.close();
    }
  }

  private <T> CompletionStage<T> onThread(Supplier<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      thread.execute(() -> complete(result, call));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(closed(e));
    }
    return result;
  }

  private <T> void complete(CompletableFuture<T> result, Supplier<T> call) {
    T answer;
    try {
      if (closed) {
        throw closed(null);
      }
      answer = call.get();
    } catch (RuntimeException e) { // the caller must learn of it, whatever it is
      result.completeExceptionally(e instanceof LogException ? e : failures.beforeEnd(e));
      return;
    }
    result.complete(answer);
  }

  private static LogException closed(@Nullable RuntimeException cause) {
    return new LogException(Reason.UNAVAILABLE, "The log is closed", cause);
  }

  @Override
  public CompletionStage<Position> end() {
    Map<TopicPartition, OffsetSpec> asked =
        topics.names().all().stream()
            .collect(Collectors.toMap(KafkaLog::partition, name -> OffsetSpec.latest()));
    CompletableFuture<Position> result = new CompletableFuture<>();
    ListOffsetsResult answer;
    try {
      answer = admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    } catch (IllegalStateException e) {
      result.completeExceptionally(closed(e));
      return result;
    }
    var unused =
        answer
            .all()
            .whenComplete(
                (ends, failure) -> {
                  if (failure != null) {
                    result.completeExceptionally(failures.beforeEnd(failure));
                  } else {
                    result.complete(position(ends));
                  }
                });
    return result;
  }

  private Position position(Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends) {
    TopicNames names = topics.names();
    return new Position(
        endOf(names.schemas(), ends), names.own().map(own -> endOf(own, ends)).orElse(0L));
  }

  private static long endOf(
      String topic, Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends) {
    return Objects.requireNonNull(ends.get(partition(topic)), topic).offset();
  }

  private static TopicPartition partition(String topic) {
    return new TopicPartition(topic, 0);
  }

  @Override
  public int maxRecordBytes() {
    return topics.schemas().maxRecordBytes();
  }

  @Override
  public int recordBytes(Event event) {
    return RecordWriter.size(event);
  }

  /** Ends in 2 s at most, whatever Kafka does. */
  @Override
  public void close() {
    closed = true;
    thread.shutdownNow().forEach(Runnable::run); // to tell the callers of those that wait
    ClaimedProducer open = producer;
    if (open != null) {
      open.close(CLOSE_TIMEOUT);
    }
    admin.close(CLOSE_TIMEOUT);
  }
}
