package dev.stele.server.history;

import dev.stele.server.domain.State;
import dev.stele.server.history.Action.Kind;
import dev.stele.server.history.Action.Outcome;
import dev.stele.server.history.Answer.Accepted;
import dev.stele.server.history.Answer.NotDone;
import dev.stele.server.history.Answer.Refused;
import dev.stele.server.history.Witness.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds every answer a place in the log between its call and its return. A write stands where it
 * stands. What wrote nothing gets the lowest state that gives its answer, at or above a floor: the
 * highest place of whatever was over before the call, on any node if the answer is confirmed, else
 * on its own. Operations are taken in the order of their calls, and the lowest place leaves the
 * most room to those that come later; so if the greedy choice fails, every choice does.
 *
 * <p>The work is the sum of the windows between floor and ceiling: for a few clients a few states
 * each.
 */
final class Placement {
  /** How far around its window an answer that fits nowhere is looked for, to say more about it. */
  private static final int SEARCH = 2_000;

  /** After so many the rest follows from one of them, and is not worth the search. */
  private static final int EXPLAINED = 100;

  private static final Seen NOTHING = new Seen(0, "");

  private final Model model;
  private final Witness witness;
  private final Replay replay;
  private final Ceiling ceiling;
  private final Consumer<Finding> findings;
  private final Map<String, Seen> onNode = new HashMap<>();
  private Seen anywhere = NOTHING;
  private int explained;

  /** A place that some answer proves, and whose. */
  private record Seen(int place, String request) {
    Seen or(Seen other) {
      return other.place > place ? other : this;
    }
  }

  /** A call or a return. */
  private record Moment(long time, boolean isReturn, int operation) {}

  Placement(
      Model model, History history, Witness witness, Replay replay, Consumer<Finding> findings) {
    this.model = model;
    this.witness = witness;
    this.replay = replay;
    this.findings = findings;
    this.ceiling = new Ceiling(history, witness);
    sweep(history.operations());
  }

  private void sweep(List<Operation> operations) {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      moments.add(new Moment(operation.called(), false, i));
      if (operation.answer().isTelling()) {
        moments.add(new Moment(operation.returned().orElseThrow(), true, i));
      }
    }
    // What returns and is called at the same time may be in either order.
    moments.sort(Comparator.comparingLong(Moment::time).thenComparing(Moment::isReturn));
    int[] places = new int[operations.size()];
    for (Moment moment : moments) {
      Operation operation = operations.get(moment.operation());
      if (moment.isReturn()) {
        Seen seen = new Seen(places[moment.operation()], operation.request());
        anywhere = anywhere.or(seen);
        onNode.merge(operation.node(), seen, Seen::or);
      } else {
        places[moment.operation()] = place(operation);
      }
    }
  }

  /** The place an operation is given; 0 if it proves none. */
  private int place(Operation operation) {
    Placed placed = witness.command(operation).orElse(null);
    if (placed != null) {
      checkWritten(operation, placed);
      return placed.place();
    }
    return operation.answer().isTelling() ? fit(operation) : 0;
  }

  private void checkWritten(Operation operation, Placed placed) {
    Answer answer = operation.answer();
    if (operation.action().kind() != Kind.WRITE) {
      report(Finding.Kind.READ_WRITTEN, operation, placed.first(), "a read writes nothing");
    } else if (answer instanceof NotDone) {
      report(Finding.Kind.NOT_DONE_WRITTEN, operation, placed.first(), "never in the log");
    } else if (answer instanceof Refused) {
      report(Finding.Kind.REFUSED_WRITTEN, operation, placed.first(), "never in the log");
    }
    if (anywhere.place() >= placed.place()) {
      findings.accept(
          new Finding(
              Finding.Kind.REAL_TIME_ORDER,
              List.of(operation.request(), anywhere.request()),
              List.of(placed.first(), offset(anywhere.place())),
              "behind place %d, which %s had before this was called"
                  .formatted(anywhere.place(), anywhere.request()),
              "place %d: %s".formatted(placed.place(), operation)));
    }
    if (answer instanceof Accepted) {
      checkOffset(operation, placed);
    }
  }

  // A floor for later reads: behind the write, and within what was written when it was given.
  private void checkOffset(Operation operation, Placed placed) {
    if (operation.answer().offset().isEmpty()) {
      return;
    }
    long offset = operation.answer().offset().getAsLong();
    int most = ceiling.of(operation);
    if (offset <= placed.last()) {
      report(Finding.Kind.ANSWER_OFFSET, operation, offset, "an offset above " + placed.last());
    } else if (witness.begunBefore(offset) > most) {
      report(
          Finding.Kind.ANSWER_OFFSET,
          operation,
          offset,
          "an offset up to " + offset(most + 1) + ", which was called after the return");
    }
  }

  private int fit(Operation operation) {
    Answer answer = operation.answer();
    boolean confirmed = operation.action().isConfirmed(answer);
    Seen seen = confirmed ? anywhere : onNode.getOrDefault(operation.node(), NOTHING);
    int low = Math.max(seen.place(), witness.begunBefore(operation.floor()));
    int high = ceiling.of(operation);
    if (answer.offset().isPresent()) {
      long offset = answer.offset().getAsLong();
      Placed cut = witness.cutBy(offset).orElse(null);
      if (cut != null) {
        report(
            Finding.Kind.HALF_VISIBLE,
            operation,
            offset,
            "an offset outside of the command from %d to %d".formatted(cut.first(), cut.last()));
      }
      int place = witness.wholeBefore(offset);
      if (operation.action().kind() != Kind.WRITE) {
        return fitAt(operation, place, low, high, seen);
      }
      high = Math.min(high, place);
    }
    for (int place = low; place <= high; place++) {
      if (fits(operation, place)) {
        return place;
      }
    }
    explain(operation, low, high, seen);
    return 0;
  }

  // A read says which state it shows.
  private int fitAt(Operation operation, int place, int low, int high, Seen seen) {
    if (!fits(operation, place)) {
      explain(operation, place, place, seen);
      return 0;
    }
    if (place < low) {
      stale(operation, place, low, seen);
    } else if (place > high) {
      ahead(operation, place, high);
    }
    return place;
  }

  private boolean fits(Operation operation, int place) {
    return outcome(operation, place).agreesWithoutWriting(operation.answer());
  }

  private Outcome<?> outcome(Operation operation, int place) {
    State state = replay.at(place);
    return operation.action().on(state, model.verdicts());
  }

  /** Says why an answer fits no state from low to high. */
  private void explain(Operation operation, int low, int high, Seen seen) {
    int search = explained++ < EXPLAINED ? SEARCH : 0;
    for (int place = low - 1; place >= Math.max(0, low - search); place--) {
      if (fits(operation, place)) {
        stale(operation, place, low, seen);
        return;
      }
    }
    for (int place = low; place <= high && operation.answer() instanceof Accepted; place++) {
      if (!outcome(operation, place).events().isEmpty()) {
        report(
            Finding.Kind.LOST_WRITE, operation, offset(place), "in the log: there it had to write");
        return;
      }
    }
    int last = Math.min(witness.commands().size(), high + search);
    for (int place = Math.max(low, high + 1); place <= last; place++) {
      if (fits(operation, place)) {
        ahead(operation, place, high);
        return;
      }
    }
    report(
        Finding.Kind.NO_MOMENT,
        operation,
        offset(low),
        "at place %d %s; at place %d %s"
            .formatted(
                low,
                outcome(operation, low),
                Math.max(low, high),
                outcome(operation, Math.max(low, high))));
  }

  private void stale(Operation operation, int place, int low, Seen seen) {
    String reason =
        seen.place() == low
            ? seen.request() + " showed that before this was called"
            : "asked for by the client or said by the answer";
    findings.accept(
        new Finding(
            Finding.Kind.STALE_ANSWER,
            seen.request().isEmpty()
                ? List.of(operation.request())
                : List.of(operation.request(), seen.request()),
            List.of(offset(low)),
            "true at place %d or later: %s".formatted(low, reason),
            "true at place %d: %s".formatted(place, operation)));
  }

  private void ahead(Operation operation, int place, int high) {
    report(
        Finding.Kind.ANSWER_AHEAD,
        operation,
        offset(place),
        "true at place %d or earlier: the next was called after the return".formatted(high));
  }

  private void report(Finding.Kind kind, Operation operation, long offset, String expected) {
    findings.accept(
        new Finding(
            kind, List.of(operation.request()), List.of(offset), expected, operation.toString()));
  }

  /** Where a place begins; for messages. */
  private long offset(int place) {
    int last = witness.commands().size();
    return place == 0 || last == 0 ? 0 : witness.commands().get(Math.min(place, last) - 1).first();
  }
}
