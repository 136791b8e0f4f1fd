package dev.stele.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.DeleteSubject;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Register;
import dev.stele.server.domain.Subject;
import dev.stele.server.history.Answer.Unknown;
import dev.stele.server.history.Linearizability.Verdict;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {
  private static final Subject A = Subject.of("a");

  private final Script script =
      new Script()
          .write("refused", "n", new DeleteSubject(A, false))
          .write("int", "n", register("int"))
          .write("deleted", "n", new DeleteSubject(A, false));

  private static Register register(String type) {
    return new Register(A, Draft.of(SchemaType.AVRO, "\"" + type + "\""), false, false);
  }

  @Test
  void oneAfterTheOther_isLinearizable() {
    assertThat(search(1_000)).isEqualTo(Verdict.YES);
  }

  @Test
  void refusalThatOverlaps_findsItsMoment() {
    script.times("refused", 4, 5); // as long as the registration

    assertThat(search(1_000)).isEqualTo(Verdict.YES);
  }

  @Test
  void refusalAfterWhatContradictsIt_isNot() {
    script.times("refused", 20, 21);
    script.forget("deleted");

    assertThat(search(1_000)).isEqualTo(Verdict.NO);
  }

  @Test
  void unknownOutcome_mayTakeEffectAfterItsReturn() {
    script.answer("int", new Unknown("killed"));
    script.times("int", 1, 1);
    assertThat(search(1_000)).isEqualTo(Verdict.YES);

    script.times("int", 20, 21); // called after its effect was seen
    assertThat(search(1_000)).isEqualTo(Verdict.NO);
  }

  @Test
  void unknownOutcome_mayNeverTakeEffect() {
    script.answer("deleted", new Unknown("killed"));
    script.write("again", "n", register("int"));
    Operation again = script.operation("again");
    Operation first = script.operation("int");
    script.answer("again", new Answer.Accepted(reply(first), OptionalLong.empty()));

    assertThat(again.answer()).isNotEqualTo(first.answer());
    assertThat(search(1_000)).isEqualTo(Verdict.YES);
  }

  @Test
  void budgetUsedUp_isSaid() {
    assertThat(search(2)).isEqualTo(Verdict.GAVE_UP);
  }

  private static Object reply(Operation operation) {
    return ((Answer.Accepted) operation.answer()).reply();
  }

  private Verdict search(long budget) {
    return Linearizability.check(
        Script.MODEL, new History(script.operations), operation -> false, budget);
  }
}
