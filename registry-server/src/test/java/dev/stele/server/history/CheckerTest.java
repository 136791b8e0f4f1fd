package dev.stele.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Defaults;
import dev.stele.server.history.Linearizability.Verdict;
import dev.stele.server.history.Sample.Bug;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A correct registry is found correct, one with a bug is not; and the checker, which believes the
 * log, agrees with a search that does not know it.
 */
class CheckerTest {
  private static final long BUDGET = 20_000;
  private static final Model MODEL = Model.avro(Defaults.STANDARD);

  @Test
  void correctRegistry_isFoundCorrect() {
    for (long seed = 0; seed < 300; seed++) {
      Sample sample = new Sample(MODEL, seed, 300, 1 + (int) seed % 12, Bug.NONE);
      assertThat(sample.check()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void correctRegistry_isFoundLinearizable() {
    int gaveUp = 0;
    for (long seed = 0; seed < 100; seed++) {
      Verdict verdict = new Sample(MODEL, seed, 150, 5, Bug.NONE).search(BUDGET);
      assertThat(verdict).as("seed %d", seed).isNotEqualTo(Verdict.NO);
      gaveUp += verdict == Verdict.GAVE_UP ? 1 : 0;
    }
    assertThat(gaveUp).isLessThan(10);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void bug_isFoundByBoth(Bug bug) {
    int shown = 0;
    int checked = 0;
    int searched = 0;
    for (long seed = 0; seed < 100; seed++) {
      Sample sample = new Sample(MODEL, seed, 80, 4, bug);
      if (sample.isBuggy()) {
        boolean found = !sample.check().isEmpty();
        Verdict verdict = sample.search(BUDGET);
        shown++;
        checked += found ? 1 : 0;
        searched += verdict == Verdict.NO ? 1 : 0;
        assertAgreement(bug + " of seed " + seed, found, verdict);
      }
    }
    System.out.println(bug + " shown " + shown + " checked " + checked + " searched " + searched);
    assertThat(shown).isGreaterThan(50);
    assertThat(checked).isGreaterThan(shown * 9 / 10);
    assertThat(searched).isGreaterThan(shown / 2);
  }

  @ParameterizedTest
  @EnumSource
  void damage_isFoundByBoth(Damage damage) {
    int shown = 0;
    int checked = 0;
    int searched = 0;
    for (long seed = 0; seed < 100; seed++) {
      Sample sample = new Sample(MODEL, seed, 80, 4, Bug.NONE);
      if (damage.done(sample.operations, new Random(seed))) {
        boolean found = !sample.check().isEmpty();
        Verdict verdict = sample.search(BUDGET);
        shown++;
        checked += found ? 1 : 0;
        searched += verdict == Verdict.NO ? 1 : 0;
        assertAgreement(damage + " of seed " + seed, found, verdict);
      }
    }
    System.out.println(
        damage + " shown " + shown + " checked " + checked + " searched " + searched);
    assertThat(shown).isGreaterThan(50);
    assertThat(checked).isGreaterThan(shown / 2);
    assertThat(searched).isGreaterThan(shown / 4);
  }

  // The checker knows more than the search, so it may find more, and never less.
  private static void assertAgreement(String what, boolean found, Verdict verdict) {
    if (!found) {
      assertThat(verdict).as(what).isNotEqualTo(Verdict.NO);
    }
  }

  /** What can be done to the history of a correct registry. */
  enum Damage {
    /** Two writes are told each other's reply. */
    REPLIES_SWAPPED {
      @Override
      boolean done(List<Operation> operations, Random random) {
        return swap(
            operations,
            random,
            (a, b) ->
                a.action().kind() == Action.Kind.WRITE
                    && a.answer() instanceof Answer.Accepted one
                    && b.answer() instanceof Answer.Accepted other
                    && one.reply() instanceof dev.stele.server.domain.SchemaVersion x
                    && other.reply() instanceof dev.stele.server.domain.SchemaVersion y
                    && x.id() != y.id(),
            (a, b) -> Damage.with(a, a.called(), a.returned(), b.answer()));
      }
    },
    /** Two writes far from each other happened at each other's time. */
    TIMES_SWAPPED {
      @Override
      boolean done(List<Operation> operations, Random random) {
        return swap(
            operations,
            random,
            (a, b) ->
                a.action().kind() == Action.Kind.WRITE
                    && b.action().kind() == Action.Kind.WRITE
                    && a.answer() instanceof Answer.Accepted
                    && b.answer() instanceof Answer.Accepted
                    && (a.isBefore(b.called() - 50) || b.isBefore(a.called() - 50)),
            (a, b) -> Damage.with(a, b.called(), b.returned(), a.answer()));
      }
    },
    /** Two refusals far from each other happened at each other's time. */
    REFUSALS_SWAPPED {
      @Override
      boolean done(List<Operation> operations, Random random) {
        return swap(
            operations,
            random,
            (a, b) ->
                a.action().kind() == Action.Kind.WRITE
                    && a.answer() instanceof Answer.Refused
                    && b.answer() instanceof Answer.Refused
                    && (a.isBefore(b.called() - 50) || b.isBefore(a.called() - 50)),
            (a, b) -> Damage.with(a, b.called(), b.returned(), a.answer()));
      }
    };

    abstract boolean done(List<Operation> operations, Random random);

    private static Operation with(
        Operation a, long called, java.util.OptionalLong returned, Answer answer) {
      return new Operation(
          a.request(), a.client(), a.node(), called, returned, a.action(), answer, a.floor());
    }

    private static boolean swap(
        List<Operation> operations,
        Random random,
        java.util.function.BiPredicate<Operation, Operation> fit,
        java.util.function.BinaryOperator<Operation> merged) {
      for (int tries = 0; tries < 1_000; tries++) {
        int i = random.nextInt(operations.size());
        int j = random.nextInt(operations.size());
        Operation a = operations.get(i);
        Operation b = operations.get(j);
        if (i != j && fit.test(a, b)) {
          operations.set(i, merged.apply(a, b));
          operations.set(j, merged.apply(b, a));
          return true;
        }
      }
      return false;
    }
  }
}
