package dev.stele.server;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Query;
import dev.stele.server.engine.CommandEngine;
import dev.stele.server.engine.Engine;
import dev.stele.server.engine.EngineStatus;
import dev.stele.server.engine.Origin;
import dev.stele.server.engine.UnavailableException;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands on Kafka, or on its twin in memory: log, engine and the view's feed. Opened on a
 * thread of its own, again and again until Kafka answers, so that the server can start and say what
 * is wrong meanwhile.
 */
final class Backend implements Engine, AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Backend.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);
  private static final Duration DRAIN = Duration.ofMillis(3_200);

  private final Supplier<Parts> opener;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::open, "stele-start");
  private volatile @Nullable Parts parts;
  private volatile Optional<String> obstacle = Optional.of("Kafka has not been asked yet");

  /**
   * The parts, once they are there.
   *
   * @param endFeed ends the view's feed
   */
  record Parts(Log log, CommandEngine engine, Runnable endFeed) {}

  /**
   * Opens nothing yet.
   *
   * @param opener blocks for some seconds at most; throws {@link LogException}
   */
  Backend(Supplier<Parts> opener) {
    this.opener = opener;
    thread.setDaemon(true);
  }

  /**
   * Begins to open.
   *
   * @return completes when it is open; fails with {@link LogException} if an operator must act
   *     first
   */
  CompletionStage<Void> start() {
    thread.start();
    return opened;
  }

  /** Why it is not open; empty if it is. */
  Optional<String> obstacle() {
    return obstacle;
  }

  EngineStatus status() {
    Parts open = parts;
    return open == null ? EngineStatus.IDLE : open.engine().status();
  }

  @Override
  public <R> CompletionStage<Answer<R>> submit(Command<R> command, Origin origin) {
    Parts open = parts;
    return open == null
        ? CompletableFuture.failedFuture(unavailable())
        : open.engine().submit(command, origin);
  }

  @Override
  public CompletionStage<Void> ping() {
    Parts open = parts;
    return open == null ? CompletableFuture.failedFuture(unavailable()) : open.engine().ping();
  }

  @Override
  public <R> CompletionStage<Done<R>> ask(Query<R> query) {
    Parts open = parts;
    return open == null ? CompletableFuture.failedFuture(unavailable()) : open.engine().ask(query);
  }

  @Override
  public CompletionStage<Position> confirm() {
    Parts open = parts;
    return open == null ? CompletableFuture.failedFuture(unavailable()) : open.engine().confirm();
  }

  /** Finishes the commands it has and gives the role up; answers no more. */
  void stop() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join(DRAIN.toMillis());
      Parts open = parts;
      if (open != null) {
        open.engine().stop().toCompletableFuture().get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      logger.warn("The role could not be given up in time: reason={}", e.toString());
    }
  }

  /** After {@link #stop}. */
  @Override
  public void close() {
    Parts open = parts;
    if (open != null) {
      open.endFeed().run();
      open.log().close();
    }
  }

  private void open() {
    Duration pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        Optional<LogException> failure = tryToOpen();
        if (failure.isEmpty() || closing.getCount() == 0) {
          return;
        }
        if (failure.get().reason() == LogException.Reason.FORBIDDEN) {
          opened.completeExceptionally(failure.get());
        }
        logger.warn(
            "Cannot open the log: reason={} nextTryMs={}",
            failure.get().getMessage(),
            pause.toMillis());
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : pause.multipliedBy(2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // The border of this thread: whoever waits for it must hear.
      obstacle = Optional.of("The log could not be opened: " + e);
      opened.completeExceptionally(e);
      throw e;
    }
  }

  private Optional<LogException> tryToOpen() {
    try {
      parts = opener.get();
      obstacle = Optional.empty();
      opened.complete(null);
      return Optional.empty();
    } catch (LogException e) {
      obstacle = Optional.of(String.valueOf(e.getMessage()));
      return Optional.of(e);
    }
  }

  private UnavailableException unavailable() {
    return new UnavailableException(
        Reason.NO_KAFKA, obstacle.orElse("The log has just been opened; try again"));
  }
}
