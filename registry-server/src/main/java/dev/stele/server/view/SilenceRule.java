package dev.stele.server.view;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a reading of the log may go on: after a long silence of Kafka's a tombstone may have come
 * and gone unseen, and only a new reading can tell what the log says. Confined to the thread that
 * reads, where nothing else is said.
 */
final class SilenceRule {
  private final InstantSource clock;
  private volatile long mostMs;
  private long answeredMs;

  /**
   * @param mostMs how long Kafka may be silent
   */
  SilenceRule(long mostMs, InstantSource clock) {
    this.mostMs = mostMs;
    this.clock = clock;
    this.answeredMs = clock.millis();
  }

  /** The topic's retention of tombstones was changed; from any thread. */
  void allow(long millis) {
    mostMs = millis;
  }

  /**
   * Kafka answered just now.
   *
   * @return why the log must be read again; empty if it need not be
   */
  Optional<String> answered() {
    long now = clock.millis();
    long silence = now - answeredMs;
    answeredMs = now;
    long allowed = mostMs;
    return silence > allowed
        ? Optional.of(
            "Kafka did not answer for %d s, and deletions older than %d s may be gone: reading again"
                .formatted(silence / 1_000, allowed / 1_000))
        : Optional.empty();
  }
}
