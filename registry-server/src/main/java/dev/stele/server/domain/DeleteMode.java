package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes the mode of a subject, a context or the registry; the reply is what was set.
 *
 * @param recursive whether the modes of a context's subjects go too
 */
public record DeleteMode(Subject scope, boolean recursive) implements Command<Optional<Mode>> {
  @Override
  public Decision<Optional<Mode>> decide(State state, Verdicts verdicts) {
    if (!scope.equals(Subject.GLOBAL) && !recursive && state.settings().mode(scope).isEmpty()) {
      return new Rejected<>(RegistryError.subjectNotFound(scope));
    }
    if (!state.settings().defaults().modeMutable()) {
      return new Rejected<>(RegistryError.notPermitted("Mode changes are not allowed"));
    }
    List<Event> events = new ArrayList<>();
    events.add(new Event.ModeRemoved(scope));
    if (recursive && scope.isContext()) {
      for (Subject subject : state.settings().subjectsWithMode(scope.context())) {
        events.add(new Event.ModeRemoved(subject));
      }
    }
    return new Accepted<>(events, before(state));
  }

  @Override
  public Optional<Mode> reply(State before, List<Event> events, Verdicts verdicts) {
    return before(before);
  }

  private Optional<Mode> before(State state) {
    Optional<Mode> set = state.settings().mode(scope);
    return scope.equals(Subject.GLOBAL) ? Optional.of(set.orElse(Mode.READWRITE)) : set;
  }
}
