package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import java.util.List;

/** Removes the config of a subject, a context or the registry; the reply is what was set. */
public record DeleteConfig(Subject scope) implements Command<Config> {
  @Override
  public Decision<Config> decide(State state, Verdicts verdicts) {
    if (!scope.equals(Subject.GLOBAL) && state.settings().config(scope).isEmpty()) {
      return new Rejected<>(RegistryError.subjectNotFound(scope));
    }
    return Permissions.writable(state, scope)
        .<Decision<Config>>map(Rejected::new)
        .orElseGet(() -> new Accepted<>(List.of(new Event.ConfigRemoved(scope)), before(state)));
  }

  @Override
  public Config reply(State before, List<Event> events, Verdicts verdicts) {
    return before(before);
  }

  private Config before(State state) {
    Settings settings = state.settings();
    return settings
        .configWithLevel(scope)
        .orElse(Config.EMPTY.withLevel(settings.defaults().level()));
  }
}
