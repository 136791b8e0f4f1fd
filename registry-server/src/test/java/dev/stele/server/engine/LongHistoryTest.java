package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Reference;
import dev.stele.server.domain.CheckCompatibility;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.RawReference;
import dev.stele.server.domain.Register;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.Verdicts;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A check against all versions of a subject costs what changed, however many there are. */
class LongHistoryTest {
  private static final int VERSIONS = 1_000;
  private static final Subject SUBJECT = Subject.of("s");
  private static final Subject SHARED = Subject.of("shared");

  private static final Defaults TRANSITIVE =
      new Defaults(CompatibilityLevel.BACKWARD_TRANSITIVE, false, true, true, false);

  // Longer than all others, so that it can read them.
  private static final String CANDIDATE = "c".repeat(VERSIONS + 1);

  private final LineFormat format = new LineFormat();
  private final VerdictCache cache = new VerdictCache(List.of(format), 10_000_000);

  @Test
  void check_seenBefore_costsLookupsOnly() {
    State state = versions(LongHistoryTest::text);
    assertAccepted(check(CANDIDATE), state, cache.computing());
    int parses = format.parses();

    assertAccepted(check(CANDIDATE), state, cache.known());
    assertThat(parses).as("all versions, and the candidate as new and as stored").isEqualTo(1_002);
    assertThat(format.parses()).isEqualTo(parses);
    assertThat(format.comparisons()).isEqualTo(VERSIONS);
  }

  @Test
  void register_checkedBefore_comparesNothingAgain() {
    State state = versions(LongHistoryTest::text);
    assertAccepted(check(CANDIDATE), state, cache.computing());
    int parses = format.parses();
    Register register = new Register(SUBJECT, draft(CANDIDATE), false, false);

    assertThat(accepted(register.decide(state, cache.computing())).version())
        .isEqualTo(VERSIONS + 1);
    assertThat(accepted(register.decide(state, cache.known())).version()).isEqualTo(VERSIONS + 1);
    assertThat(format.parses()).as("the candidate, for its lookup").isEqualTo(parses + 1);
    assertThat(format.comparisons()).isEqualTo(VERSIONS);
  }

  @Test
  void check_anotherCandidate_parsesNoOldVersionAgain() {
    State state = versions(LongHistoryTest::text);
    assertAccepted(check(CANDIDATE), state, cache.computing());
    int parses = format.parses();

    assertAccepted(check(CANDIDATE + "c"), state, cache.computing());
    assertThat(format.parses()).isEqualTo(parses + 2);
    assertThat(format.comparisons()).isEqualTo(2 * VERSIONS);
  }

  @Test
  void check_anotherVersion_comparesOnlyThat() {
    State state = versions(LongHistoryTest::text);
    assertAccepted(check(CANDIDATE), state, cache.computing());
    int parses = format.parses();
    State more = with(state, SUBJECT, VERSIONS + 1, content("another"));

    assertAccepted(check(CANDIDATE), more, cache.computing());
    assertThat(format.parses()).isEqualTo(parses + 1);
    assertThat(format.comparisons()).isEqualTo(VERSIONS + 1);
  }

  @Test
  void check_versionsOfEqualContent_areComparedOnce() {
    State state = versions(number -> content("v".repeat(1 + number % 10)));

    assertAccepted(check(CANDIDATE), state, cache.computing());
    assertThat(format.parses()).isEqualTo(12);
    assertThat(format.comparisons()).isEqualTo(10);
  }

  @Test
  void check_sameTextOnOtherReferences_isComparedForEach() {
    State state = State.empty(TRANSITIVE);
    for (int number = 1; number <= 2; number++) {
      state = with(state, SHARED, number, content("shared " + number));
      Reference reference = new Reference("shared", SHARED.name(), number);
      state = with(state, SUBJECT, number, content("v", reference));
    }
    Draft draft =
        new Draft(
            LineFormat.LINE,
            CANDIDATE,
            List.of(new RawReference("shared", SHARED.name(), 1)),
            Optional.empty(),
            Optional.empty());
    CheckCompatibility check = new CheckCompatibility(SUBJECT, Optional.empty(), draft, false);

    assertAccepted(check, state, cache.computing());
    assertAccepted(check, state, cache.known());
    assertThat(format.comparisons()).isEqualTo(2);
  }

  @Test
  void check_moreTextThanIsKept_needsNoneOfIt() {
    VerdictCache small = new VerdictCache(List.of(format), 1_000_000);
    State state = versions(number -> content("v".repeat(1_000) + number));
    String candidate = "c".repeat(2_000);
    for (int i = 0; i < 3; i++) {
      assertAccepted(check(candidate + i), state, small.computing());
      assertAccepted(check(candidate + i), state, small.known());
    }
    assertThat(format.comparisons()).isEqualTo(3 * VERSIONS);
  }

  private static CheckCompatibility check(String text) {
    return new CheckCompatibility(SUBJECT, Optional.empty(), draft(text), false);
  }

  private static Draft draft(String text) {
    return Draft.of(LineFormat.LINE, text);
  }

  private static SchemaContent text(int number) {
    return content("v".repeat(number));
  }

  private static SchemaContent content(String text, Reference... references) {
    return SchemaContent.of(
        LineFormat.LINE, text, List.of(references), Optional.empty(), Optional.empty());
  }

  /** A subject with many versions, all of which are protected. */
  private static State versions(IntFunction<SchemaContent> contents) {
    State state = State.empty(TRANSITIVE);
    for (int number = 1; number <= VERSIONS; number++) {
      state = with(state, SUBJECT, number, contents.apply(number));
    }
    return state;
  }

  private static State with(State state, Subject subject, int number, SchemaContent content) {
    Event written = new SchemaWritten(subject, number, number, content, false);
    return state.apply(written, Stamp.PENDING);
  }

  private static void assertAccepted(CheckCompatibility check, State state, Verdicts verdicts) {
    assertThat(accepted(check.answer(state, verdicts))).isEmpty();
  }

  private static <R> R accepted(Decision<R> decision) {
    return decision.fold(
        Decision.Accepted::reply,
        error -> {
          throw new AssertionError(error.toString());
        });
  }
}
