package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.history.Finding;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth something: it finds bugs. */
class PlantedBugsTest {
  private static final long SCHEDULES = 20_000;
  private static final long AT_ONCE = 100;

  @ParameterizedTest
  @EnumSource
  void bug_isFoundBySomeSchedule(Bug bug) {
    Optional<Found> found = Optional.empty();
    for (long next = 0; found.isEmpty() && next < SCHEDULES; next += AT_ONCE) {
      found =
          LongStream.range(next, next + AT_ONCE)
              .parallel()
              .mapToObj(seed -> run(seed, bug))
              .flatMap(Optional::stream)
              .findFirst();
    }
    assertThat(found).as("%s in %d schedules", bug, SCHEDULES).isPresent();
    System.out.printf("%s is found by seed %d%n", bug, found.get().seed());
    System.out.println(found.get().finding());
  }

  private record Found(long seed, Finding finding) {}

  private static Optional<Found> run(long seed, Bug bug) {
    return new Schedule(seed, bug, new Tally())
        .run().findings().stream().findFirst().map(finding -> new Found(seed, finding));
  }
}
