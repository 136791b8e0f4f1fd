package dev.stele.server.history;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Query;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.history.Answer.Accepted;
import dev.stele.server.history.Answer.Refused;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a client asked for: decides on a state, and says whether an answer agrees with that.
 *
 * @param name for people
 * @param <R> the model's reply
 */
public record Action<R>(
    String name, Kind kind, BiFunction<State, Verdicts, Decision<R>> decision, Terms<R> terms) {
  /** What the registry promises about answers that wrote nothing. */
  public enum Kind {
    /** Refusals are linearizable. "It is there already" is a read. */
    WRITE,
    /** As of some moment, not before what this node has shown. */
    READ,
    /** The same, but that something is not there is confirmed: linearizable. */
    READ_CONFIRMING_ABSENCE
  }

  /** A command, answered by values of the domain. */
  public static <R> Action<R> command(Command<R> command) {
    return new Action<>(command.toString(), Kind.WRITE, command::decide, Terms.domain());
  }

  /** A query, answered by values of the domain from one node's view. */
  public static <R> Action<R> query(Query<R> query) {
    return new Action<>(query.toString(), Kind.READ, query::answer, Terms.domain());
  }

  /** A question to the state, answered by values of the domain from one node's view. */
  public static <R> Action<R> read(String name, Function<State, Decision<R>> question) {
    return new Action<>(
        name, Kind.READ, (state, verdicts) -> question.apply(state), Terms.domain());
  }

  /** The same read, on a face of the registry that confirms absence. */
  public Action<R> confirmingAbsence() {
    return new Action<>(name, Kind.READ_CONFIRMING_ABSENCE, decision, terms);
  }

  /** What the model makes of it. */
  Outcome<R> on(State state, Verdicts verdicts) {
    return new Outcome<>(decision.apply(state, verdicts), terms);
  }

  /** Whether an answer that wrote nothing must hold everything acknowledged before the call. */
  boolean isConfirmed(Answer answer) {
    return answer instanceof Refused refused
        && (kind == Kind.WRITE
            || (kind == Kind.READ_CONFIRMING_ABSENCE && ErrorCodes.isAbsence(refused.code())));
  }

  /** A decision of the model, and how to compare it. */
  record Outcome<R>(Decision<R> decision, Terms<R> terms) {
    List<Event> events() {
      return decision.fold(Decision.Accepted::events, error -> List.of());
    }

    boolean isAccepted() {
      return decision.fold(accepted -> true, error -> false);
    }

    /** Whether the answer is what the model says, whatever it writes. */
    boolean agrees(Answer answer) {
      return decision.fold(
          accepted ->
              answer instanceof Accepted seen
                  ? terms.agree(accepted.reply(), seen.reply())
                  : isTooLarge(answer, accepted.events()),
          error -> answer instanceof Refused seen && terms.agree(error, seen));
    }

    /** Whether the model gives this answer and writes nothing. */
    boolean agreesWithoutWriting(Answer answer) {
      return (answer instanceof Refused || events().isEmpty()) && agrees(answer);
    }

    // The size of records is no matter of the model: only what would be written can be too large.
    private static boolean isTooLarge(Answer answer, List<Event> events) {
      return answer instanceof Refused refused
          && refused.code() == ErrorCodes.TOO_LARGE
          && !events.isEmpty();
    }

    @Override
    public String toString() {
      return decision.fold(
          accepted ->
              (accepted.events().isEmpty() ? "accepted without writing: " : "accepted: ")
                  + terms.shown(accepted.reply()),
          error -> "refused: " + ErrorCodes.of(error.kind()) + " " + error.message());
    }
  }
}
