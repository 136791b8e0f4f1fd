package dev.stele.serde.internal.messages;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When the choice of a schema has to be made again. One thread makes it, while the others go on
 * with the old one. Thread-safe.
 */
final class Expiry {
  // A registry that is down must not be waited for with each message.
  private static final long LEAST_AFTER_FAILURE_NANOS = Duration.ofSeconds(1).toNanos();

  private final long ttlNanos;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private volatile long dueNanos;

  Expiry(Duration ttl) {
    this.ttlNanos = ttl.toNanos();
    this.dueNanos = System.nanoTime() + ttlNanos;
  }

  /** Whether the caller is to choose again, and to {@link #release} whatever comes of it. */
  boolean claim() {
    return System.nanoTime() - dueNanos >= 0 && claimed.compareAndSet(false, true);
  }

  /** The choice is the same as before. */
  void confirm() {
    dueNanos = System.nanoTime() + ttlNanos;
  }

  /** The registry could not be asked: the old choice holds for another while. */
  void postpone() {
    dueNanos = System.nanoTime() + Math.max(ttlNanos, LEAST_AFTER_FAILURE_NANOS);
  }

  /** The next caller that finds the choice due makes it again. */
  void release() {
    claimed.set(false);
  }
}
