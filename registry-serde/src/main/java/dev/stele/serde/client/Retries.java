package dev.stele.serde.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often all addresses are asked again, and how long to wait before: a random time between 0 and
 * a limit that doubles ("full jitter"), so that clients that failed together do not return
 * together.
 *
 * @param max 0 or more
 */
record Retries(int max, Duration firstWait, Duration longestWait) {
  /**
   * The wait before a retry.
   *
   * @param retry 1 or more
   */
  Duration waitBefore(int retry) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(maxWaitMs(retry) + 1));
  }

  long maxWaitMs(int retry) {
    // The first wait has 31 bits.
    long doubled = firstWait.toMillis() << Math.min(retry - 1, 31);
    return Math.min(doubled, longestWait.toMillis());
  }
}
