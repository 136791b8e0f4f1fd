package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Event.AssociationRemoved;
import java.util.List;
import java.util.Optional;

/**
 * Ends associations of a resource; the reply is those.
 *
 * @param filter which
 * @param cascade whether subjects that the resource owns go with them, for good
 * @param required whether it is an error if there are none
 */
public record DeleteAssociations(
    String resourceId, AssociationFilter filter, boolean cascade, boolean required)
    implements Command<List<Association>> {
  @Override
  public Decision<List<Association>> decide(State state, Verdicts verdicts) {
    List<Association> found = found(state);
    if (found.isEmpty() && required) {
      return new Rejected<>(RegistryError.associationNotFound(resourceId));
    }
    Optional<RegistryError> refusal =
        found.stream().flatMap(each -> refusal(state, each).stream()).findFirst();
    if (refusal.isPresent()) {
      return new Rejected<>(refusal.get());
    }
    Steps steps = new Steps(state, verdicts);
    for (Association each : found) {
      steps.add(new AssociationRemoved(each.key()));
      Optional<RegistryError> kept = ownedErased(steps, each);
      if (kept.isPresent()) {
        return new Rejected<>(kept.get());
      }
    }
    return steps.accepted(found);
  }

  @Override
  public List<Association> reply(State before, List<Event> events, Verdicts verdicts) {
    return found(before);
  }

  private List<Association> found(State state) {
    return filter.of(state.associations().ofResource(resourceId));
  }

  private Optional<RegistryError> refusal(State state, Association association) {
    return Permissions.associable(state, association.subject())
        .or(
            () ->
                association.frozen() && !cascade
                    ? Optional.of(RegistryError.associationFrozen(association))
                    : Optional.empty());
  }

  // A subject that is imported into goes when its source says so.
  private Optional<RegistryError> ownedErased(Steps steps, Association association) {
    Subject subject = association.subject();
    boolean imports = steps.state().settings().effectiveMode(subject) == Mode.IMPORT;
    if (!cascade || !association.isStrong() || imports) {
      return Optional.empty();
    }
    Optional<RegistryError> kept =
        steps.state().latest(subject).isPresent()
            ? refusal(steps.take(new DeleteSubject(subject, false)))
            : Optional.empty();
    return kept.isEmpty() && steps.state().knows(subject)
        ? refusal(steps.take(new DeleteSubject(subject, true)))
        : kept;
  }

  private static <R> Optional<RegistryError> refusal(Decision<R> decision) {
    return decision.fold((Accepted<R> accepted) -> Optional.empty(), Optional::of);
  }
}
