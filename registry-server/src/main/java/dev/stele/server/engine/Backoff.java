package dev.stele.server.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How far apart claims are: randomized, doubling from 50 ms to 5 s, forgotten after a claim that
 * lasted 10 s, or as long without one. Counted from one claim to the next, so that two nodes that
 * fight wait for each other, and a node that lost its claim after a while does not wait. Confined
 * to the loop.
 */
final class Backoff {
  private static final long FIRST_MS = 50;
  private static final long LAST_MS = 5_000;
  private static final long STEADY_MS = 10_000;

  private final RandomGenerator random;
  private long boundMs;
  private long lastMs;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait before the next try; none before the first. */
  Duration next(long nowMs) {
    if (nowMs - lastMs >= LAST_MS + STEADY_MS) {
      boundMs = 0; // the quarrel is long over
    }
    long bound = boundMs;
    boundMs = Math.min(LAST_MS, Math.max(FIRST_MS, bound * 2));
    long apartMs = bound == 0 ? 0 : bound / 2 + random.nextLong(bound / 2);
    long waitMs = Math.max(0, lastMs + apartMs - nowMs);
    lastMs = nowMs + waitMs;
    return Duration.ofMillis(waitMs);
  }

  /** A claim ended. */
  void ended(long heldMs) {
    if (heldMs >= STEADY_MS) {
      boundMs = 0;
    }
  }
}
