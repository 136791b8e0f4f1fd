package dev.stele.it.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what comes when it comes. */
final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Wait() {}

  /**
   * Asks until it is so.
   *
   * @param otherwise what is wrong if it never is
   */
  static void until(Duration patience, Supplier<String> otherwise, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(otherwise.get() + " (after " + patience.toSeconds() + " s)");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Lets time pass: how long a fault lasts, never how long something is expected to take. */
  static void during(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
