package dev.stele.server.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Virtual time and chance: whatever runs on it runs the same way again with the same seed. */
final class Simulation implements InstantSource {
  private static final long EPOCH_MS = 1_700_000_000_000L;

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Random random;
  private long nowUs;
  private long count;

  Simulation(long seed) {
    this.random = new Random(seed);
  }

  private record Task(long atUs, long number, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return atUs != other.atUs
          ? Long.compare(atUs, other.atUs)
          : Long.compare(number, other.number);
    }
  }

  Random random() {
    return random;
  }

  long nowMs() {
    return nowUs / 1_000;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(EPOCH_MS + nowMs());
  }

  void after(Duration delay, Runnable work) {
    at(nowUs + delay.toNanos() / 1_000, work);
  }

  private void at(long atUs, Runnable work) {
    tasks.add(new Task(atUs, count++, work));
  }

  /** A thread whose tasks each start up to so much later than they could. */
  VirtualLoop loop(long jitterUs) {
    return new VirtualLoop(jitterUs);
  }

  /** As many threads as there are tasks. */
  Executor threads(long jitterUs) {
    return work -> at(nowUs + chance(jitterUs), work);
  }

  private long chance(long jitterUs) {
    return jitterUs == 0 ? 0 : random.nextLong(jitterUs);
  }

  void run(Duration time) {
    long endUs = nowUs + time.toNanos() / 1_000;
    while (!tasks.isEmpty() && tasks.element().atUs() <= endUs) {
      next();
    }
    nowUs = endUs;
  }

  /** Runs until something is true, or nothing happens any more, or for ten minutes. */
  void runUntil(BooleanSupplier done) {
    long endUs = nowUs + Duration.ofMinutes(10).toNanos() / 1_000;
    while (!done.getAsBoolean() && !tasks.isEmpty() && nowUs < endUs) {
      next();
    }
  }

  private void next() {
    Task task = tasks.remove();
    nowUs = task.atUs();
    task.work().run();
  }

  /** Runs its tasks one at a time, in the order they came. */
  final class VirtualLoop implements Loop {
    private final long jitterUs;
    private long freeUs;

    private VirtualLoop(long jitterUs) {
      this.jitterUs = jitterUs;
    }

    @Override
    public void execute(Runnable work) {
      freeUs = Math.max(freeUs, nowUs + chance(jitterUs));
      at(freeUs, work);
    }

    /** Does nothing for a while; what comes meanwhile runs afterwards. */
    void pause(Duration time) {
      freeUs = Math.max(freeUs, nowUs + time.toNanos() / 1_000);
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
      boolean[] cancelled = new boolean[1];
      Simulation.this.after(
          delay,
          () -> {
            if (!cancelled[0]) {
              execute(work);
            }
          });
      return () -> cancelled[0] = true;
    }

    @Override
    public long nowMs() {
      return Simulation.this.nowMs();
    }
  }
}
