package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.history.Linearizability;
import dev.stele.server.history.Linearizability.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Clusters under random faults. A failing seed is named, and fails again when run alone, with all
 * that was asked and written: {@code -Dstele.simulation.seed=N}. For more of them: {@code
 * -Dstele.simulation.first=N -Dstele.simulation.schedules=N}.
 */
class EngineSimulationTest {
  private static final long USUAL = 100_000;
  private static final long DIGESTED = 50;
  private static final int SEARCHED = 300;
  private static final long BUDGET = 50_000;

  private final @Nullable Long seed = Long.getLong("stele.simulation.seed");
  private final long first = Long.getLong("stele.simulation.first", 0);
  private final long schedules = Long.getLong("stele.simulation.schedules", USUAL);

  @Test
  void clusters_underRandomFaults_keepWhatTheyPromise() {
    Tally tally = new Tally();
    AtomicLong operations = new AtomicLong();
    long start = System.nanoTime();
    LongStream seeds =
        seed == null ? LongStream.range(first, first + schedules) : LongStream.of(seed);
    seeds.parallel().forEach(one -> operations.addAndGet(run(one, tally)));
    System.out.printf(
        "Simulated %d schedules with %d operations in %d s: %s%n",
        seed == null ? schedules : 1,
        operations.get(),
        (System.nanoTime() - start) / 1_000_000_000,
        tally);
    if (seed == null && schedules >= USUAL) {
      assertThat(tally.missing()).as("what never happened").isEmpty();
    }
  }

  @Test
  void schedule_sameSeed_isTheSameToTheByte() throws Exception {
    for (long seed = 0; seed < DIGESTED; seed++) {
      assertThat(Digest.of(seed)).as("seed %d", seed).isEqualTo(Digest.of(seed));
    }
    List<String> here = LongStream.range(0, DIGESTED).mapToObj(Digest::of).toList();
    assertThat(inAnotherJvm()).isEqualTo(here);
  }

  @Test
  void shortHistories_areLinearizableWithoutALookAtTheLog() {
    int gaveUp = 0;
    for (long seed = 0; seed < SEARCHED; seed++) {
      Schedule.Result result = new Schedule(seed, Planted.NOTHING, new Tally()).run();
      Verdict verdict =
          Linearizability.check(
              Schedule.MODEL, result.history(), one -> !result.witness().holds(one), BUDGET);
      assertThat(verdict).as("seed %d", seed).isNotEqualTo(Verdict.NO);
      gaveUp += verdict == Verdict.GAVE_UP ? 1 : 0;
    }
    assertThat(gaveUp).isLessThan(SEARCHED / 10);
  }

  // Hashes that differ from one JVM to the next must not matter.
  private static List<String> inAnotherJvm() throws Exception {
    Path output = Files.createTempFile("digests", ".txt");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Digest.class.getName(),
                  Long.toString(DIGESTED))
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      } finally {
        process.destroyForcibly();
      }
      return Files.readAllLines(output);
    } finally {
      Files.delete(output);
    }
  }

  private int run(long one, Tally tally) {
    try {
      Schedule schedule = new Schedule(one, Planted.NOTHING, tally);
      Schedule.Result result = schedule.run();
      if (seed != null) {
        schedule.records().forEach(System.out::println);
        result.history().operations().forEach(System.out::println);
      }
      assertThat(result.wrong()).isEmpty();
      return result.history().operations().size();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("Fails with -Dstele.simulation.seed=" + one, e);
    }
  }
}
