package dev.stele.server.history;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.history.Action.Outcome;
import dev.stele.server.history.Answer.NotDone;
import dev.stele.server.history.Answer.Unknown;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks for any order of the operations that the model agrees with, and that keeps to real time. It
 * knows nothing of the log, so it checks the {@link Checker}. The search is Wing and Gong's (1993),
 * with Lowe's (2017) memory of the configurations it has been in, a set of operations done and the
 * state they led to, as in Porcupine. Exponential at worst: for some 200 operations, and with a
 * budget.
 *
 * <p>An unknown outcome may take effect at any time after the call, or never. Answers with weaker
 * guarantees, and requests that were not done, are left out.
 */
public final class Linearizability {
  // One for all, so that two orders that lead to the same are seen to: what depends on offsets,
  // which
  // version stands for an id, only reads can tell.
  private static final Stamp STAMP = new Stamp(0, 0);

  private final Model model;
  private final List<Operation> operations;
  private final Set<Configuration> visited = new HashSet<>();
  private final BitSet unknown = new BitSet();
  private long steps;

  /** What the search found. */
  public enum Verdict {
    YES,
    NO,
    GAVE_UP
  }

  private record Configuration(BitSet done, State state) {}

  /** The budget is used up. */
  private static final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GaveUp() {
      super("", null, false, false);
    }
  }

  private Linearizability(Model model, List<Operation> operations, long budget) {
    this.model = model;
    this.operations = operations;
    this.steps = budget;
    for (int i = 0; i < operations.size(); i++) {
      unknown.set(i, operations.get(i).answer() instanceof Unknown);
    }
  }

  /**
   * Whether there is such an order.
   *
   * @param isRead of accepted writes: whether it may have been answered as a read, since it was
   *     there already; that is left out
   * @param budget how many times the model may be asked
   */
  public static Verdict check(
      Model model, History history, Predicate<Operation> isRead, long budget) {
    List<Operation> strict =
        history.operations().stream()
            .filter(operation -> isStrict(operation, isRead))
            .sorted(Comparator.comparingLong(o -> o.returned().orElse(Long.MAX_VALUE)))
            .toList();
    Linearizability search = new Linearizability(model, strict, budget);
    try {
      return search.goesOn(new BitSet(), model.empty()) ? Verdict.YES : Verdict.NO;
    } catch (GaveUp e) {
      return Verdict.GAVE_UP;
    }
  }

  private static boolean isStrict(Operation operation, Predicate<Operation> isRead) {
    Answer answer = operation.answer();
    boolean write = operation.action().kind() == Action.Kind.WRITE;
    if (answer instanceof NotDone) {
      return false;
    }
    return answer instanceof Answer.Refused
        ? operation.action().isConfirmed(answer)
        : write && !isRead.test(operation);
  }

  /** Whether the operations that are not done can all be, one after the other. */
  private boolean goesOn(BitSet done, State state) {
    long deadline = Long.MAX_VALUE; // the first return: who was called later must wait for it
    boolean over = true;
    for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
      if (!unknown.get(i)) {
        over = false;
        deadline = Math.min(deadline, operations.get(i).returned().orElseThrow());
      }
    }
    if (over) {
      return true;
    }
    // Sorted by their returns: the most urgent first, those that may never happen last.
    for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
      if (operations.get(i).called() > deadline) {
        continue;
      }
      Optional<List<Event>> events = step(operations.get(i), unknown.get(i), state);
      if (events.isPresent()) {
        BitSet more = (BitSet) done.clone();
        more.set(i);
        State next = state;
        for (Event event : events.get()) {
          next = next.apply(event, STAMP);
        }
        if (visited.add(new Configuration(more, next)) && goesOn(more, next)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What an operation writes if it happens now; empty if it cannot. */
  private Optional<List<Event>> step(Operation operation, boolean isUnknown, State state) {
    if (steps-- <= 0) {
      throw new GaveUp();
    }
    Outcome<?> outcome = operation.action().on(state, model.verdicts());
    List<Event> events = outcome.events();
    if (isUnknown) {
      return events.isEmpty() ? Optional.empty() : Optional.of(events);
    }
    boolean refused = operation.answer() instanceof Answer.Refused;
    return outcome.agrees(operation.answer())
        ? Optional.of(refused ? List.of() : events)
        : Optional.empty();
  }
}
