package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import java.util.List;

/**
 * Changes the config of a subject, a context or the registry; the reply is all that is set then.
 */
public record PutConfig(Subject scope, ConfigChange change) implements Command<Config> {
  @Override
  public Decision<Config> decide(State state, Verdicts verdicts) {
    return change
        .ruleSets()
        .flatMap(rules -> RuleChecks.check(rules).stream())
        .findFirst()
        .or(() -> Permissions.validScope(scope))
        .or(() -> Permissions.writable(state, scope))
        .<Decision<Config>>map(Rejected::new)
        .orElseGet(
            () -> {
              Config config = changed(state);
              // Written even if nothing changes, as the reference registry does.
              return new Accepted<>(List.of(new Event.ConfigSet(scope, config)), config);
            });
  }

  @Override
  public Config reply(State before, List<Event> events, Verdicts verdicts) {
    return changed(before);
  }

  private Config changed(State state) {
    return change.apply(state.settings().config(scope).orElse(Config.EMPTY));
  }
}
