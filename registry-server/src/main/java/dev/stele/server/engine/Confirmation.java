package dev.stele.server.engine;

import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.Position;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker where the log ends, one question at a time. Whoever comes while one is under way
 * shares the next, never the current: that may have been answered before they came. Confined to the
 * loop.
 */
final class Confirmation {
  private final Loop loop;
  private final Log log;
  private final View view;
  private final Duration timeout;
  private @Nullable CompletableFuture<Position> next;
  private boolean asking;

  Confirmation(Loop loop, Log log, View view, Duration timeout) {
    this.loop = loop;
    this.log = log;
    this.view = view;
    this.timeout = timeout;
  }

  /** The log's end, as of some moment after this call. Fails with {@link UnavailableException}. */
  CompletionStage<Position> end() {
    CompletableFuture<Position> shared = next;
    if (shared == null) {
      shared = new CompletableFuture<>();
      next = shared;
      within(shared, Reason.NO_KAFKA, "Kafka did not say where the log ends");
    }
    if (!asking) {
      ask();
    }
    return shared;
  }

  /** Completes when the view has come to a place. Fails with {@link UnavailableException}. */
  CompletionStage<Position> reach(Position place) {
    CompletableFuture<Position> reached = new CompletableFuture<>();
    CompletionStage<Snapshot> applied = view.applied(place);
    applied.thenRun(() -> loop.execute(() -> reached.complete(place)));
    within(
        reached,
        Reason.OFFSET_NOT_REACHED,
        "This node did not come to offset " + place.schemas() + " of the log");
    // The view would go on waiting for a place that may never come.
    CompletionStage<Position> done = reached;
    done.whenComplete((end, error) -> applied.toCompletableFuture().cancel(false));
    return done;
  }

  private void ask() {
    CompletableFuture<Position> current = next;
    if (current == null) {
      return;
    }
    next = null;
    asking = true;
    log.end().whenComplete((end, error) -> loop.execute(() -> answered(current, end, error)));
  }

  private void answered(
      CompletableFuture<Position> current, Position end, @Nullable Throwable error) {
    asking = false;
    if (error == null) {
      current.complete(end);
    } else {
      current.completeExceptionally(UnavailableException.noKafka(LogException.of(error)));
    }
    ask();
  }

  private void within(CompletableFuture<Position> promise, Reason reason, String late) {
    String message = late + " within " + timeout.toMillis() + " ms";
    Loop.Timer timer =
        loop.after(
            timeout,
            () -> promise.completeExceptionally(new UnavailableException(reason, message)));
    CompletionStage<Position> done = promise;
    done.whenComplete((place, error) -> timer.cancel());
  }
}
