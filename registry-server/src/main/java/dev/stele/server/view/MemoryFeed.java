package dev.stele.server.view;

import dev.stele.server.log.LogTopic;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.Position;
import dev.stele.server.log.TopicNames;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Feeds a view from a log in memory, for tests and simulations: has no thread of its own, and reads
 * only when the executor gives it a turn.
 */
public final class MemoryFeed {
  private static final TopicNames TOPICS = new TopicNames("_schemas", Optional.of("_stele"));

  private final LiveView view;
  private final MemoryBroker broker;
  private final Executor executor;
  private final AtomicBoolean due = new AtomicBoolean();
  private Materializer materializer;
  private Position place = Position.START;

  private MemoryFeed(LiveView view, MemoryBroker broker, Executor executor) {
    this.view = view;
    this.broker = broker;
    this.executor = executor;
    this.materializer = view.materializer(TOPICS);
  }

  /**
   * Asks the executor for a first turn, and for one whenever the log has grown.
   *
   * @param executor runs one task at a time
   */
  public static MemoryFeed start(LiveView view, MemoryBroker broker, Executor executor) {
    MemoryFeed feed = new MemoryFeed(view, broker, executor);
    broker.onAdvance(feed::wake);
    feed.wake();
    return feed;
  }

  /** Reads the log again from its start, as after a failure of Kafka Streams, and catches up. */
  public void rebuild() {
    executor.execute(
        () -> {
          materializer = view.materializer(TOPICS);
          place = Position.START;
          read();
        });
  }

  private void wake() {
    if (due.compareAndSet(false, true)) {
      executor.execute(
          () -> {
            due.set(false);
            read();
          });
    }
  }

  private void read() {
    long own = read(LogTopic.OWN, place.own());
    long schemas = read(LogTopic.SCHEMAS, place.schemas());
    place = new Position(schemas, own);
    view.health().answered();
    materializer.polled(place, true).ifPresent(view::publish);
  }

  private long read(LogTopic topic, long from) {
    MemoryBroker.Batch batch = broker.read(topic, from);
    batch.records().forEach(record -> materializer.add(topic, record));
    return batch.position();
  }
}
