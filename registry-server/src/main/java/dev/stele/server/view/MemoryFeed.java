package dev.stele.server.view;

import dev.stele.server.log.LogTopic;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.Position;
import dev.stele.server.log.TopicNames;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Feeds a view from a log in memory, for tests and simulations: has no thread of its own, and reads
 * only when the executor gives it a turn.
 */
public final class MemoryFeed {
  private static final TopicNames TOPICS = new TopicNames("_schemas", Optional.of("_stele"));

  private final LiveView view;
  private final MemoryBroker broker;
  private final Pace pace;
  private final Executor executor;
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicLong rereadings = new AtomicLong();
  private final SilenceRule silence;
  private Materializer materializer;
  private Position place = Position.START;
  private boolean showing; // the log was read to an end it had

  /**
   * How it reads.
   *
   * @param most records of a topic in one turn
   * @param maxSilence after a longer wait for a turn the log is read again from its start: a
   *     tombstone may have come and gone unseen
   */
  public record Pace(int most, Duration maxSilence) {
    /** Everything at once, and as often as a log like this broker's must be read. */
    public static Pace of(MemoryBroker broker) {
      return new Pace(Integer.MAX_VALUE, broker.settings().tombstoneRetention().dividedBy(2));
    }
  }

  private MemoryFeed(
      LiveView view, MemoryBroker broker, Pace pace, InstantSource clock, Executor executor) {
    this.view = view;
    this.broker = broker;
    this.pace = pace;
    this.executor = executor;
    this.silence = new SilenceRule(pace.maxSilence().toMillis(), clock);
    this.materializer = view.materializer(TOPICS);
  }

  /**
   * Asks the executor for a first turn, and for one whenever the log has grown.
   *
   * @param clock wall time
   * @param executor runs one task at a time
   */
  public static MemoryFeed start(
      LiveView view, MemoryBroker broker, Pace pace, InstantSource clock, Executor executor) {
    MemoryFeed feed = new MemoryFeed(view, broker, pace, clock, executor);
    broker.onAdvance(feed::wake);
    feed.wake();
    return feed;
  }

  /** Looks whether there is more, as a consumer does all the time; so it is known to be alive. */
  public void poll() {
    wake();
  }

  /** Reads the log again from its start, as after a failure of Kafka Streams, and catches up. */
  public void rebuild() {
    executor.execute(this::begin);
  }

  /** How often the log was read again because of a long silence. Thread-safe. */
  public long rereadings() {
    return rereadings.get();
  }

  // A consumer that waits for records is answered all the time: silence begins when there is one
  // and no turn to read it.
  private void wake() {
    if (due.compareAndSet(false, true)) {
      var unused = silence.answered();
      executor.execute(
          () -> {
            due.set(false);
            Optional<String> tooLong = silence.answered();
            if (tooLong.isPresent()) {
              rereadings.incrementAndGet();
              view.stale(tooLong.get());
              rebuild();
            } else {
              read();
            }
          });
    }
  }

  private void begin() {
    materializer = view.materializer(TOPICS);
    place = Position.START;
    showing = false;
    read();
  }

  private void read() {
    MemoryBroker.Batch own = read(LogTopic.OWN, place.own());
    MemoryBroker.Batch schemas = read(LogTopic.SCHEMAS, place.schemas());
    place = new Position(schemas.position(), own.position());
    view.health().answered();
    boolean atEnd = own.atEnd() && schemas.atEnd();
    showing |= atEnd;
    if (showing) {
      materializer.polled(place, atEnd).ifPresent(view::publish);
    }
    if (!atEnd) {
      wake();
    }
  }

  private MemoryBroker.Batch read(LogTopic topic, long from) {
    MemoryBroker.Batch batch = broker.read(topic, from, pace.most());
    batch.all().forEach(read -> materializer.add(topic, read.record()));
    return batch;
  }
}
