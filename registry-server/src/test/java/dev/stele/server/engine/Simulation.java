package dev.stele.server.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Virtual time and chance: whatever runs on it runs the same way again with the same seed. */
final class Simulation implements InstantSource {
  private static final long EPOCH_MS = 1_700_000_000_000L;

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Random random;
  private long nowUs;
  private long count;

  Simulation(long seed) {
    this.random = new Random(scattered(seed));
  }

  // The first numbers of generators with neighbouring seeds are neighbours too.
  private static long scattered(long seed) {
    long bits = (seed + 1) * 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 32)) * 0xBF58476D1CE4E5B9L;
    return bits ^ (bits >>> 29);
  }

  /**
   * @param owner whose work it is; null for the world's
   */
  private record Task(long atUs, long number, @Nullable OsProcess owner, Runnable work)
      implements Comparable<Task> {
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
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return EPOCH_MS + nowMs();
  }

  void after(Duration delay, Runnable work) {
    at(nowUs + delay.toNanos() / 1_000, null, work);
  }

  private void at(long atUs, @Nullable OsProcess owner, Runnable work) {
    tasks.add(new Task(atUs, count++, owner, work));
  }

  /** As many threads as there are tasks, each of which starts up to so much later than it could. */
  Executor threads(long jitterUs) {
    return work -> at(nowUs + chance(jitterUs), null, work);
  }

  OsProcess process() {
    return new OsProcess();
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
    OsProcess owner = task.owner();
    if (owner == null || owner.mayRun()) {
      task.work().run();
    } else if (!owner.killed) {
      // With its old number: it still runs before what came after it.
      tasks.add(new Task(owner.frozenUntilUs, task.number(), owner, task.work()));
    }
  }

  /** An operating system's process: its threads stop together. */
  final class OsProcess {
    private long frozenUntilUs;
    private boolean killed;

    private OsProcess() {}

    private boolean mayRun() {
      return !killed && frozenUntilUs <= nowUs;
    }

    boolean isKilled() {
      return killed;
    }

    /** Whether it stood still at some time since then. */
    boolean wasFrozenSince(long ms) {
      return frozenUntilUs > ms * 1_000;
    }

    /** Whether it stands still. */
    boolean isFrozen() {
      return frozenUntilUs > nowUs;
    }

    /** Nothing of it runs any more. */
    void kill() {
      killed = true;
    }

    /** Does nothing for a while; what was to be done meanwhile is done afterwards. */
    void pause(Duration time) {
      frozenUntilUs = Math.max(frozenUntilUs, nowUs + time.toNanos() / 1_000);
    }

    /** One thread. */
    VirtualLoop loop(long jitterUs) {
      return new VirtualLoop(this, jitterUs);
    }

    /** As many threads as there are tasks. */
    Executor threads(long jitterUs) {
      return work -> at(nowUs + chance(jitterUs), this, work);
    }
  }

  /**
   * Runs its tasks one at a time, in the order they came, each up to so much later than it could.
   */
  final class VirtualLoop implements Loop {
    private final OsProcess process;
    private final long jitterUs;
    private long freeUs;

    private VirtualLoop(OsProcess process, long jitterUs) {
      this.process = process;
      this.jitterUs = jitterUs;
    }

    @Override
    public void execute(Runnable work) {
      freeUs = Math.max(freeUs, nowUs + chance(jitterUs));
      at(freeUs, process, work);
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
      boolean[] cancelled = new boolean[1];
      at(
          nowUs + delay.toNanos() / 1_000,
          process,
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
