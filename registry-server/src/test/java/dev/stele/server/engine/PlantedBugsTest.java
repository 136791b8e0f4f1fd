package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth something: it finds bugs. */
class PlantedBugsTest {
  private static final int SCHEDULES = 5_000;

  @ParameterizedTest
  @EnumSource
  void bug_isFoundBySomeSchedule(Bug bug) {
    Tally tally = new Tally();
    long seed = 0;
    Schedule.Result result = new Schedule(seed, bug, tally).run();
    while (result.findings().isEmpty() && ++seed < SCHEDULES) {
      result = new Schedule(seed, bug, tally).run();
    }
    assertThat(result.findings()).as("%s in %d schedules", bug, SCHEDULES).isNotEmpty();
    System.out.printf("%s: found by seed %d: %s%n", bug, seed, result.findings().get(0));
  }
}
