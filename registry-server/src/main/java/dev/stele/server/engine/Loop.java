package dev.stele.server.engine;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * One thread with its clock and its timers: the engine's in production, a seeded scheduler's in a
 * simulation. Tasks run one at a time, in the order they came.
 */
public interface Loop extends Executor {
  /** Runs a task here after a delay. */
  Timer after(Duration delay, Runnable task);

  /** Milliseconds of a clock that never goes back; its zero means nothing. */
  long nowMs();

  /** A task to come. */
  interface Timer {
    /** Does nothing if the task has run already. */
    void cancel();
  }
}
