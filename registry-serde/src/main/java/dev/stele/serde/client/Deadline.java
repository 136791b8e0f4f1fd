package dev.stele.serde.client;

import java.time.Duration;

/** When a call has to be over. */
record Deadline(long atNanos) {
  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  /** Not negative. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
  }
}
