package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sets the mode of a subject, a context or the registry.
 *
 * @param mode empty to remove what is set
 * @param force whether {@link Mode#IMPORT} is set although there are versions, which stay
 */
public record PutMode(Subject scope, Optional<Mode> mode, boolean force)
    implements Command<Optional<Mode>> {
  @Override
  public Decision<Optional<Mode>> decide(State state, Verdicts verdicts) {
    Optional<RegistryError> refusal = refusal(state);
    if (refusal.isPresent()) {
      return new Rejected<>(refusal.get());
    }
    List<Event> events = new ArrayList<>();
    if (entersImport(state)) {
      List<VersionKey> leftOver = leftOver(state);
      for (VersionKey key : leftOver) {
        if (!state.referrers(key).isEmpty()) {
          return new Rejected<>(RegistryError.referenced(key));
        }
      }
      leftOver.forEach(key -> events.add(new Event.SchemaErased(key.subject(), key.version())));
      events.add(new Event.SubjectCleared(scope));
      events.add(setting());
      events.addAll(Erasure.counters(state, leftOver));
    } else {
      events.add(setting());
    }
    return new Accepted<>(events, mode);
  }

  @Override
  public Optional<Mode> reply(State before, List<Event> events, Verdicts verdicts) {
    return mode;
  }

  private Optional<RegistryError> refusal(State state) {
    Optional<RegistryError> invalid = Permissions.validScope(scope);
    if (invalid.isPresent()) {
      return invalid;
    }
    if (!state.settings().defaults().modeMutable()) {
      return Optional.of(RegistryError.notPermitted("Mode changes are not allowed"));
    }
    return entersImport(state) && covered(state).stream().anyMatch(v -> !v.deleted())
        ? Optional.of(RegistryError.notPermitted("Cannot import since found existing subjects"))
        : Optional.empty();
  }

  private boolean entersImport(State state) {
    return mode.equals(Optional.of(Mode.IMPORT))
        && !force
        && state.settings().effectiveMode(scope) != Mode.IMPORT;
  }

  private Event setting() {
    return mode.<Event>map(set -> new Event.ModeSet(scope, set))
        .orElse(new Event.ModeRemoved(scope));
  }

  private List<VersionKey> leftOver(State state) {
    return covered(state).stream().map(SchemaVersion::key).toList();
  }

  // The registry's own scopes cover every context.
  private List<SchemaVersion> covered(State state) {
    List<SchemaVersion> versions = new ArrayList<>();
    boolean all = scope.equals(Subject.GLOBAL) || scope.equals(Subject.GLOBAL_CONTEXT);
    for (Subject subject : state.subjects()) {
      boolean inContext = scope.isContext() && subject.context().equals(scope.context());
      if (all || inContext || subject.equals(scope)) {
        versions.addAll(state.versions(subject));
      }
    }
    return versions;
  }
}
