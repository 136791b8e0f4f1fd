package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import java.util.ArrayList;
import java.util.List;

/**
 * Several commands decided as one: each on the state that those before it lead to. What is refused
 * leaves nothing behind; whether the others go on without it, the caller says. Used for one
 * decision.
 */
final class Steps {
  private final Verdicts verdicts;
  private final List<Event> events = new ArrayList<>();
  private State state;

  Steps(State before, Verdicts verdicts) {
    this.state = before;
    this.verdicts = verdicts;
  }

  /** Decides one more command, and takes it as done if it is accepted. */
  <R> Decision<R> take(Command<R> command) {
    Decision<R> decision = command.decide(state, verdicts);
    return decision.fold(
        accepted -> {
          accepted.events().forEach(this::add);
          return decision;
        },
        error -> decision);
  }

  /** Takes a fact as given. */
  void add(Event event) {
    state = state.apply(event, Stamp.PENDING);
    events.add(event);
  }

  /** Goes on as if this were so, without writing it. */
  void suppose(Event event) {
    state = state.apply(event, Stamp.PENDING);
  }

  /** What all of them lead to. */
  State state() {
    return state;
  }

  /** What all of them write, in order, with a reply. */
  <R> Decision<R> accepted(R reply) {
    return new Accepted<>(events, reply);
  }
}
