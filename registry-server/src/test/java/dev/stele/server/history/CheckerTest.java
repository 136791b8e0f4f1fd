package dev.stele.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Defaults;
import dev.stele.server.history.Linearizability.Verdict;
import dev.stele.server.history.Sample.Bug;
import java.util.Random;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A correct registry is found correct, one with a bug is not; and the checker, which believes the
 * log, agrees with a search that does not know it.
 */
class CheckerTest {
  private static final int SAMPLES = 50;
  private static final long BUDGET = 20_000;
  private static final Model MODEL = Model.avro(Defaults.STANDARD);

  @Test
  void correctRegistry_isFoundCorrect() {
    for (int seed = 0; seed < 200; seed++) {
      Sample sample = new Sample(MODEL, seed, 300, 1 + seed % 12, Bug.NONE);
      assertThat(sample.check()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void correctRegistry_isFoundLinearizable() {
    int found = 0;
    for (int seed = 0; seed < 20; seed++) {
      Verdict verdict = new Sample(MODEL, seed, 200, 5, Bug.NONE).search(BUDGET);
      assertThat(verdict).as("seed %d", seed).isNotEqualTo(Verdict.NO);
      found += verdict == Verdict.YES ? 1 : 0;
    }
    assertThat(found).isGreaterThan(16);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void bug_isFoundByBoth(Bug bug) {
    compare(
        seed -> {
          Sample sample = new Sample(MODEL, seed, 80, 4, bug);
          return sample.isBuggy() ? sample : null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void damage_isFoundByBoth(Damage damage) {
    compare(
        seed -> {
          Sample sample = new Sample(MODEL, seed, 80, 4, Bug.NONE);
          return damage.done(sample.operations, new Random(seed)) ? sample : null;
        });
  }

  // Not every sample shows that something is wrong. The checker knows more than the search, so it
  // may see it where the search does not, and never the other way round.
  private static void compare(LongFunction<@Nullable Sample> samples) {
    int wrong = 0;
    int checked = 0;
    int searched = 0;
    for (long seed = 0; seed < SAMPLES; seed++) {
      Sample sample = samples.apply(seed);
      if (sample == null) {
        continue;
      }
      boolean found = !sample.check().isEmpty();
      Verdict verdict = sample.search(BUDGET);
      wrong++;
      checked += found ? 1 : 0;
      searched += verdict == Verdict.NO ? 1 : 0;
      if (!found) {
        assertThat(verdict).as("seed %d", seed).isNotEqualTo(Verdict.NO);
      }
    }
    assertThat(wrong).isGreaterThan(SAMPLES * 7 / 10);
    assertThat(checked).isGreaterThan(wrong * 8 / 10);
    assertThat(searched).isGreaterThan(wrong * 4 / 10);
  }
}
