package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Clusters under random faults. A failing seed is named, and fails again when run alone: {@code
 * -Dstele.simulation.seed=N}.
 */
class EngineSimulationTest {
  private static final int SCHEDULES = Integer.getInteger("stele.simulation.schedules", 100_000);

  @Test
  void clusters_underRandomFaults_keepWhatTheyPromise() {
    Tally tally = new Tally();
    AtomicLong operations = new AtomicLong();
    long start = System.nanoTime();
    Long seed = Long.getLong("stele.simulation.seed");
    LongStream seeds = seed == null ? LongStream.range(0, SCHEDULES) : LongStream.of(seed);
    seeds.parallel().forEach(one -> operations.addAndGet(run(one, tally)));
    System.out.printf(
        "Simulated %d schedules with %d operations in %d s: %s%n",
        seed == null ? SCHEDULES : 1,
        operations.get(),
        (System.nanoTime() - start) / 1_000_000_000,
        tally);
    if (seed == null) {
      assertThat(tally.missing()).as("what never happened").isEmpty();
    }
  }

  private static int run(long seed, Tally tally) {
    try {
      Schedule.Result result = new Schedule(seed, Planted.NOTHING, tally).run();
      assertThat(result.wrong()).isEmpty();
      return result.history().operations().size();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("Fails with -Dstele.simulation.seed=" + seed, e);
    }
  }
}
