package dev.stele.server.view;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a feed knows beside the log's content: whether it gets through to it. Thread-safe. */
final class Health {
  private static final long NEVER = -1;
  private static final long LONG_SILENCE_MS = 5_000;

  private final InstantSource clock;
  private volatile long answeredMs = NEVER;
  private volatile long lag;
  private volatile Optional<String> trouble = Optional.empty();

  Health(InstantSource clock) {
    this.clock = clock;
  }

  /** Kafka answered just now. */
  void answered() {
    answeredMs = clock.millis();
  }

  /** This many committed records, markers included, are not applied yet. */
  void lag(long records) {
    lag = records;
  }

  /** Why the log is not being read; empty while it is. */
  void trouble(Optional<String> reason) {
    trouble = reason;
  }

  long lag() {
    return lag;
  }

  /** Milliseconds; -1 if Kafka never answered. */
  long sinceAnswerMs() {
    long last = answeredMs;
    return last == NEVER ? NEVER : Math.max(0, clock.millis() - last);
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    trouble.ifPresent(problems::add);
    long silence = sinceAnswerMs();
    if (silence > LONG_SILENCE_MS) {
      problems.add("Kafka has not answered for " + silence / 1_000 + " s");
    }
    return problems;
  }
}
