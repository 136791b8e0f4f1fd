package dev.stele.server.view;

import dev.stele.server.domain.Stamp;
import dev.stele.server.log.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One {@link KafkaStreams} with one global store per topic of the log, reading into one {@link
 * Reading}. Started once and closed once, by one thread; {@link #stop} may come from any.
 */
final class Generation implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Reading reading;
  private final KafkaStreams streams;
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
  private @Nullable PollingConsumer consumer;
  private boolean started;
  private volatile boolean running;

  /**
   * Starts nothing yet.
   *
   * @param client settings of a Kafka client: where and how to connect
   */
  Generation(String applicationId, Map<String, Object> client, TopicNames topics, Reading reading) {
    this.reading = reading;
    Properties config = config(applicationId, client);
    this.streams = new KafkaStreams(topology(topics), config, new Clients());
    var unused =
        reading.outdated().thenAccept(why -> ended.complete(new IllegalStateException(why)));
    streams.setGlobalStateRestoreListener(new Restoring());
    streams.setUncaughtExceptionHandler(
        error -> {
          ended.complete(error);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now.hasStartedOrFinishedShuttingDown()) {
            ended.complete(new IllegalStateException("Kafka Streams is in state " + now));
          }
        });
  }

  /**
   * Reads the log to its end, and goes on reading in the background.
   *
   * @throws RuntimeException if it can't; then only {@link #close} is left
   */
  void start() {
    started = true;
    streams.start();
    running = true;
  }

  /** Completes with the cause when nothing is read any more. */
  CompletionStage<Throwable> ended() {
    return ended;
  }

  /** Makes {@link #start} return and the reading end. */
  void stop() {
    ended.complete(new IllegalStateException("The view is being closed"));
    PollingConsumer polling = consumer;
    if (!running && polling != null) {
      polling.stop(); // Streams can't be closed while it restores
    }
  }

  @Override
  public void close() {
    stop();
    reading.end(); // should the global thread outlive the time-out
    PollingConsumer polling = consumer;
    if (!started && polling != null) {
      polling.close(); // the thread that would do it never ran
    }
    streams.close(CLOSE_TIMEOUT);
  }

  private Topology topology(TopicNames topics) {
    StreamsBuilder builder = new StreamsBuilder();
    for (String topic : topics.all()) {
      builder.addGlobalStore(
          SchemaStore.builder("store-" + topic),
          topic,
          Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
          Feeding::new);
    }
    return builder.build();
  }

  private static Properties config(String applicationId, Map<String, Object> client) {
    Properties config = new Properties();
    config.putAll(client);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 0);
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    config.put(StreamsConfig.globalConsumerPrefix("isolation.level"), "read_committed");
    config.put(StreamsConfig.globalConsumerPrefix("request.timeout.ms"), 10_000);
    config.put(StreamsConfig.globalConsumerPrefix("default.api.timeout.ms"), 10_000);
    config.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, 10_000L);
    config.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    // Our processor throws nothing. Without this, Streams warns that nobody would handle it.
    config.put("processing.exception.handler.global.enabled", true);
    return config;
  }

  private final class Clients extends DefaultKafkaClientSupplier {
    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
      PollingConsumer polling = new PollingConsumer(new HashMap<>(config), reading);
      consumer = polling;
      return polling;
    }
  }

  /** Streams makes several of these; restore has one of its own. */
  private final class Feeding implements Processor<byte[], byte[], Void, Void> {
    private @Nullable ProcessorContext<Void, Void> context;

    @Override
    public void init(ProcessorContext<Void, Void> given) {
      context = given;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      if (context == null || record.key() == null) {
        return; // the consumer hands on what has no key, as Streams does not in restore
      }
      RecordMetadata place = context.recordMetadata().orElseThrow();
      Stamp stamp = new Stamp(place.offset(), record.timestamp());
      reading.record(place.topic(), stamp, record.key(), record.value(), record.headers());
    }
  }

  private final class Restoring implements StateRestoreListener {
    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {}

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long count) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
      reading.restored();
    }
  }
}
