package dev.stele.serde.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets so many go at a time; the others wait in line. Thread-safe. */
final class Turns {
  private final int limit;
  private final Deque<CompletableFuture<Boolean>> line = new ArrayDeque<>();
  private int taken;

  Turns(int limit) {
    this.limit = limit;
  }

  /**
   * The future of a turn, which is to be given back if it comes.
   *
   * @param patience how long to wait; then the future fails
   */
  synchronized CompletableFuture<Boolean> take(Duration patience) {
    if (taken < limit) {
      taken++;
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    line.add(turn);
    return turn.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void giveBack() {
    CompletableFuture<Boolean> next;
    do {
      next = next();
      // Some have lost their patience.
    } while (next != null && !next.complete(true));
  }

  private synchronized @Nullable CompletableFuture<Boolean> next() {
    CompletableFuture<Boolean> next = line.poll();
    if (next == null) {
      taken--;
    }
    return next;
  }
}
