package dev.stele.server.history;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.State;
import dev.stele.server.history.Action.Outcome;
import dev.stele.server.history.Finding.Kind;
import dev.stele.server.history.Witness.Counter;
import dev.stele.server.history.Witness.Placed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The log, played through the model: each command is decided anew on what those before it led to,
 * and must write what it wrote and reply what it replied. One pass; all states are kept, they share
 * their structure.
 */
final class Replay {
  private final Model model;
  private final History history;
  private final Consumer<Finding> findings;
  private final List<State> states = new ArrayList<>();
  private final Map<ContextId, SchemaContent> given = new HashMap<>();
  private final Map<CounterSet, Deque<Counter>> counters = new LinkedHashMap<>();
  private final State end;

  private record ContextId(String context, int id) {}

  Replay(Model model, History history, Witness witness, Consumer<Finding> findings) {
    this.model = model;
    this.history = history;
    this.findings = findings;
    for (Counter counter : witness.counters()) {
      counters.computeIfAbsent(counter.event(), event -> new ArrayDeque<>()).add(counter);
    }
    State state = model.empty();
    states.add(state);
    for (Placed placed : witness.commands()) {
      state = after(state, placed);
      states.add(state);
    }
    this.end = withLeftOver(state);
  }

  /** What the first so many commands lead to. */
  State at(int place) {
    return states.get(place);
  }

  /** What the whole log says. */
  State end() {
    return end;
  }

  private State after(State before, Placed placed) {
    checkIds(before, placed);
    State after = before;
    for (int i = 0; i < placed.events().size(); i++) {
      after = after.apply(placed.events().get(i), placed.stamps().get(i));
    }
    Operation operation = history.operation(placed.request()).orElse(null);
    if (operation == null) {
      report(
          Kind.UNKNOWN_REQUEST,
          placed,
          "facts that a client asked for",
          placed.events() + " of " + placed.command());
      return after;
    }
    Outcome<?> outcome = operation.action().on(before, model.verdicts());
    List<Event> own = outcome.events().stream().filter(CounterSet.class::isInstance).toList();
    List<Event> shared = outcome.events().stream().filter(e -> !own.contains(e)).toList();
    if (!shared.equals(placed.events())) {
      report(
          Kind.WRONG_EVENTS,
          placed,
          operation.action().name() + " " + outcome + " writes " + shared,
          placed.events().toString());
      return after; // nothing more can be said about this one
    }
    if (operation.answer() instanceof Answer.Accepted && !outcome.agrees(operation.answer())) {
      report(
          Kind.WRONG_REPLY,
          placed,
          operation.action().name() + " " + outcome,
          operation.answer().toString());
    }
    for (Event counter : own) {
      after = withCounter(after, placed, (CounterSet) counter);
    }
    return after;
  }

  private State withCounter(State state, Placed placed, CounterSet expected) {
    Deque<Counter> found = counters.get(expected);
    if (found == null || found.isEmpty()) {
      report(
          Kind.COUNTER_LOST, placed, expected + " in _stele", "none, or one fewer than called for");
      return state;
    }
    return state.apply(expected, found.remove().stamp());
  }

  private State withLeftOver(State state) {
    State after = state;
    for (Deque<Counter> left : counters.values()) {
      for (Counter counter : left) {
        findings.accept(
            Finding.inLog(
                Kind.COUNTER_UNKNOWN,
                counter.stamp().offset(),
                "counters that a hard delete calls for",
                counter.event().toString()));
        after = after.apply(counter.event(), counter.stamp());
      }
    }
    return after;
  }

  // "Ids are unique per context and never allocated twice".
  private void checkIds(State before, Placed placed) {
    for (Event event : placed.events()) {
      if (!(event instanceof SchemaWritten written)) {
        continue;
      }
      String context = written.subject().context();
      SchemaContent known = given.put(new ContextId(context, written.id()), written.content());
      if (known == null) {
        continue;
      }
      if (before.schema(context, written.id()).isEmpty()) {
        report(
            Kind.ID_REUSED,
            placed,
            "an id of context '" + context + "' above all that were ever given out",
            "id " + written.id() + ", which stood for " + known + " until it was deleted for good");
      } else if (!known.equals(written.content())) {
        report(
            Kind.ID_CLASH,
            placed,
            "id " + written.id() + " of context '" + context + "' stands for " + known,
            "it is given to " + written.content());
      }
    }
  }

  private void report(Kind kind, Placed placed, String expected, String observed) {
    findings.accept(
        new Finding(kind, List.of(placed.request()), List.of(placed.first()), expected, observed));
  }
}
