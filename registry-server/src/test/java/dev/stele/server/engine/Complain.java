package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.Verdicts;
import java.util.List;

/** A command for tests that is always refused; the message is the highest id given out. */
record Complain() implements Command<Integer> {
  @Override
  public Decision<Integer> decide(State state, Verdicts verdicts) {
    String highest = String.valueOf(state.highestId(Subject.DEFAULT_CONTEXT));
    return new Decision.Rejected<>(new RegistryError(RegistryError.Kind.NOT_PERMITTED, highest));
  }

  @Override
  public Integer reply(State before, List<Event> events, Verdicts verdicts) {
    throw new AssertionError("It never writes");
  }
}
