package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.ResourceAssociations.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes the associations of one resource, step by step, all steps or none; the reply is all that
 * it has then.
 *
 * @param idNeeded as in {@link PutAssociations}
 */
public record MutateResource(Resource resource, List<AssociationStep> steps, boolean idNeeded)
    implements Command<ResourceAssociations> {
  public MutateResource {
    steps = List.copyOf(steps);
  }

  @Override
  public Decision<ResourceAssociations> decide(State state, Verdicts verdicts) {
    Optional<RegistryError> invalid =
        resource
            .invalid(idNeeded)
            .or(() -> Associating.none(steps))
            .or(() -> Associating.repeated(steps.stream().map(AssociationStep::type).toList()));
    if (invalid.isPresent()) {
      return new Rejected<>(invalid.get());
    }
    Steps taken = new Steps(state, verdicts);
    Map<String, Use> added = new HashMap<>();
    Optional<RegistryError> refusal =
        steps.stream()
            .flatMap(step -> refusal(step.take(taken, resource, idNeeded), added).stream())
            .findFirst();
    return refusal.isPresent()
        ? new Rejected<>(refusal.get())
        : taken.accepted(new ResourceAssociations(resource, uses(taken.state(), added)));
  }

  @Override
  public ResourceAssociations reply(State before, List<Event> events, Verdicts verdicts) {
    return decide(before, verdicts).granted();
  }

  private static Optional<RegistryError> refusal(Decision<List<Use>> step, Map<String, Use> added) {
    return step.fold(
        done -> {
          done.reply().forEach(use -> added.put(use.association().type(), use));
          return Optional.empty();
        },
        Optional::of);
  }

  private List<Use> uses(State state, Map<String, Use> added) {
    return resource.associations(state).stream()
        .map(
            association ->
                added.getOrDefault(association.type(), new Use(association, Optional.empty())))
        .toList();
  }
}
