package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import java.util.List;
import java.util.Optional;

/**
 * Deletes a context that holds no schema, not even a softly deleted one. Its configs, its modes and
 * its count of ids stay: a schema that is registered in it later gets an id nobody had before.
 */
public record DeleteContext(String context) implements Command<String> {
  @Override
  public Decision<String> decide(State state, Verdicts verdicts) {
    Optional<RegistryError> refusal =
        holdsSchemas(state)
            ? Optional.of(RegistryError.contextNotEmpty(context))
            : Permissions.writable(state, new Subject(context, ""));
    return refusal
        .<Decision<String>>map(Rejected::new)
        // Written even if nobody knows the context, as the reference registry does.
        .orElseGet(() -> new Accepted<>(List.of(new Event.ContextRemoved(context)), context));
  }

  @Override
  public String reply(State before, List<Event> events, Verdicts verdicts) {
    return context;
  }

  private boolean holdsSchemas(State state) {
    return state.subjects().stream().anyMatch(subject -> subject.context().equals(context));
  }
}
