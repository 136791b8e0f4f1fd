package dev.stele.server.http.confluent;

import dev.stele.server.domain.LifecyclePolicy;
import dev.stele.server.domain.MutateAssociations.Outcome;
import dev.stele.server.domain.Resource;
import dev.stele.server.domain.ResourceAssociations;
import dev.stele.server.domain.ResourceAssociations.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Associations as JSON objects; members in the reference registry's order. */
final class AssociationViews {
  private AssociationViews() {}

  /**
   * One in a listing.
   *
   * @param frozen null if it is as its lifecycle says
   */
  record Association(
      String subject,
      @Nullable String guid,
      String resourceName,
      String resourceNamespace,
      @Nullable String resourceId,
      String resourceType,
      String associationType,
      LifecyclePolicy lifecycle,
      @Nullable Boolean frozen,
      @Nullable Long createTs,
      @Nullable Long updateTs) {
    static Association of(dev.stele.server.domain.Association association) {
      var key = association.key();
      return new Association(
          key.subject().qualified(),
          association.guid(),
          key.resourceName(),
          key.resourceNamespace(),
          association.resourceId(),
          key.resourceType(),
          key.associationType(),
          association.lifecycle(),
          unusual(association),
          association.createdMs(),
          association.updatedMs());
    }

    private static @Nullable Boolean unusual(dev.stele.server.domain.Association association) {
      return association.frozen() == association.isStrong() ? null : association.frozen();
    }
  }

  /** One beside its resource. */
  record Info(
      String subject,
      String associationType,
      LifecyclePolicy lifecycle,
      @Nullable Boolean frozen,
      Views.@Nullable Schema schema) {
    static Info of(Use use) {
      return new Info(
          use.association().subject().qualified(),
          use.association().type(),
          use.association().lifecycle(),
          Association.unusual(use.association()),
          use.schema()
              .map(version -> Views.Schema.matched(version, version.content().text()))
              .orElse(null));
    }
  }

  /** A resource and its associations. */
  record OfResource(
      String resourceName,
      String resourceNamespace,
      String resourceId,
      String resourceType,
      List<Info> associations) {
    static OfResource of(ResourceAssociations found) {
      return of(found.resource(), found.uses().stream().map(Info::of).toList());
    }

    /** For what was only tried. */
    static OfResource withoutAssociations(ResourceAssociations found) {
      return of(found.resource(), List.of());
    }

    private static OfResource of(Resource resource, List<Info> associations) {
      return new OfResource(
          resource.name(), resource.namespace(), resource.id(), resource.type(), associations);
    }
  }

  /** What became of one request in a batch: one of the two. */
  record Result(ConfluentErrors.@Nullable ErrorView error, @Nullable OfResource result) {
    static Result of(Outcome outcome, boolean tried) {
      return new Result(
          outcome.error().map(ConfluentErrors::view).orElse(null),
          outcome
              .result()
              .map(tried ? OfResource::withoutAssociations : OfResource::of)
              .orElse(null));
    }
  }

  /** The answer to a batch. */
  record Results(List<Result> results) {
    static Results of(List<Outcome> outcomes, boolean tried) {
      return new Results(outcomes.stream().map(outcome -> Result.of(outcome, tried)).toList());
    }
  }
}
