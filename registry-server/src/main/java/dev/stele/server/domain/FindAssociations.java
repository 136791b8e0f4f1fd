package dev.stele.server.domain;

import dev.stele.server.domain.MutateAssociations.Outcome;
import dev.stele.server.domain.ResourceAssociations.Use;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a resource uses subjects for.
 *
 * @param resource with an id, or else with a name and a namespace
 * @param schemas whether the subjects' latest versions are to be told, too
 */
public record FindAssociations(Resource resource, AssociationFilter filter, boolean schemas) {
  /** Answers from a state. */
  public Outcome in(State state) {
    return invalid().map(Outcome::of).orElseGet(() -> Outcome.of(found(state)));
  }

  private Optional<RegistryError> invalid() {
    if (resource.id().isEmpty() && resource.name().isEmpty()) {
      return Optional.of(
          RegistryError.associationInvalid(
              "resourceId", "either resourceId or resourceName must be specified"));
    }
    return !resource.name().isEmpty() && resource.namespace().isEmpty()
        ? Optional.of(
            RegistryError.associationInvalid(
                "resourceNamespace",
                "resourceNamespace is required when resourceName is specified"))
        : Optional.empty();
  }

  private ResourceAssociations found(State state) {
    Associations all = state.associations();
    List<Association> found =
        filter.of(
            resource.id().isEmpty()
                ? all.ofResource(resource.namespace(), resource.name())
                : all.ofResource(resource.id()));
    return new ResourceAssociations(
        named(found), found.stream().map(association -> use(state, association)).toList());
  }

  // What the client did not say of the resource, its first association does.
  private Resource named(List<Association> found) {
    return new Resource(
        orOf(resource.name(), found, first -> first.key().resourceName()),
        orOf(resource.namespace(), found, first -> first.key().resourceNamespace()),
        orOf(resource.id(), found, first -> first.resourceId() == null ? "" : first.resourceId()),
        resource.type());
  }

  private static String orOf(
      String given, List<Association> found, Function<Association, String> member) {
    return given.isEmpty() && !found.isEmpty() ? member.apply(found.get(0)) : given;
  }

  private Use use(State state, Association association) {
    return new Use(association, schemas ? state.latest(association.subject()) : Optional.empty());
  }
}
