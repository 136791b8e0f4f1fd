package dev.stele.server.view;

import dev.stele.server.view.TopicSource.Found;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a view from Kafka: a supervisor thread that keeps one {@link Generation} running, and
 * replaces it when it ends or when the topics are not those it reads. Reads go on from what the
 * view shows in the meantime.
 */
public final class StreamsFeed implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(StreamsFeed.class);
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LAST_PAUSE_MS = 5_000;
  private static final long CHECK_MS = 1_000;
  private static final long CLOSE_MS = 10_000;
  // Kafka answers an idle fetch after half a second; a shorter retention can't be guarded.
  private static final long SHORTEST_GAP_MS = 5_000;

  private final LiveView view;
  private final Settings settings;
  private final TopicSource topics;
  private final InstantSource clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor;
  private volatile @Nullable Generation current;
  private @Nullable Found applied;
  private long pauseMs = FIRST_PAUSE_MS;

  private StreamsFeed(LiveView view, Settings settings, TopicSource topics, InstantSource clock) {
    this.view = view;
    this.settings = settings;
    this.topics = topics;
    this.clock = clock;
    this.supervisor = new Thread(this::supervise, "stele-view");
    supervisor.setDaemon(true);
  }

  /**
   * How to read.
   *
   * @param nodeId tells this process's clients apart in the brokers' logs
   * @param client settings of a Kafka client: where and how to connect
   */
  public record Settings(String nodeId, Map<String, Object> client) {
    public Settings {
      client = Map.copyOf(client);
    }
  }

  /**
   * Starts feeding and returns at once; Kafka need not be there yet.
   *
   * @param topics closed with the feed
   * @param clock wall time
   */
  public static StreamsFeed start(
      LiveView view, Settings settings, TopicSource topics, InstantSource clock) {
    StreamsFeed feed = new StreamsFeed(view, settings, topics, clock);
    feed.supervisor.start();
    return feed;
  }

  /** Stops feeding; the view goes on showing what it has. Waits for 10 seconds at most. */
  @Override
  public void close() {
    closing.countDown();
    Generation running = current;
    if (running != null) {
      running.stop();
    }
    try {
      supervisor.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise() {
    try {
      while (!isClosing()) {
        Optional<String> failure = readOnce();
        if (failure.isPresent() && !isClosing()) {
          view.health().trouble(failure);
          logger.warn("The log is not being read: reason={} nextTryMs={}", failure.get(), pauseMs);
          var unused = closing.await(pauseMs, TimeUnit.MILLISECONDS);
          pauseMs = Math.min(2 * pauseMs, LAST_PAUSE_MS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      topics.close();
    }
  }

  // One generation, from its start to its end. The reason if it must be tried again later.
  private Optional<String> readOnce() throws InterruptedException {
    try {
      Optional<Found> there = topics.find();
      if (there.isEmpty()) {
        return Optional.of(noTopic());
      }
      Found found = there.get();
      compare(found);
      Reading reading = new Reading(view, found.names(), maxGapMs(found), clock);
      try (Generation generation =
          new Generation(
              "stele-view-" + settings.nodeId(), settings.client(), found.names(), reading)) {
        current = generation;
        if (isClosing()) {
          return Optional.empty();
        }
        generation.start();
        applied = found;
        pauseMs = FIRST_PAUSE_MS;
        view.health().trouble(Optional.empty());
        return watch(generation, reading, found);
      } finally {
        current = null;
      }
    } catch (RuntimeException e) {
      // A border: whatever ends a generation, the next one is tried.
      logger.debug("A reading of the log ended", e);
      return Optional.of(describe(e));
    }
  }

  private Optional<String> watch(Generation generation, Reading reading, Found found)
      throws InterruptedException {
    CompletableFuture<Throwable> ended = generation.ended().toCompletableFuture();
    while (true) {
      try {
        return Optional.of(describe(ended.get(CHECK_MS, TimeUnit.MILLISECONDS)));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (TimeoutException e) {
        Optional<String> reason = check(reading, found);
        if (reason.isPresent()) {
          return reason;
        }
      }
    }
  }

  // Why this reading must end; empty to go on. Kafka's silence is no reason: the consumer waits.
  private Optional<String> check(Reading reading, Found found) {
    try {
      Optional<Found> now = topics.find();
      view.health().trouble(Optional.empty());
      if (now.isEmpty()) {
        return Optional.of(noTopic());
      }
      reading.maxGap(maxGapMs(now.get()));
      return isSame(found, now.get())
          ? Optional.empty()
          : Optional.of("The log's topics are not those it was read from: reading again");
    } catch (RuntimeException e) {
      view.health().trouble(Optional.of(describe(e)));
      return Optional.empty();
    }
  }

  private String noTopic() {
    String reason = "The log's topic does not exist";
    if (applied != null) {
      view.stale(reason);
    }
    return reason;
  }

  private void compare(Found found) {
    Found before = applied;
    if (before == null) {
      return;
    }
    found
        .ids()
        .forEach(
            (topic, id) -> {
              Uuid known = before.ids().get(topic);
              if (known != null && !known.equals(id)) {
                view.lost(
                    "Topic %s was deleted and created again: its id was %s and is %s"
                        .formatted(topic, known, id));
              }
            });
  }

  private static boolean isSame(Found one, Found other) {
    return one.names().equals(other.names()) && one.ids().equals(other.ids());
  }

  private static long maxGapMs(Found found) {
    return Math.max(SHORTEST_GAP_MS, found.deleteRetentionMs() / 2);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  // Streams says only that it failed; its cause says why.
  private static String describe(Throwable error) {
    Throwable cause = error;
    while (cause instanceof StreamsException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
