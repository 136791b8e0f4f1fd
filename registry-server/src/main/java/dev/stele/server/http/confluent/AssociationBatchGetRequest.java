package dev.stele.server.http.confluent;

import static dev.stele.server.http.confluent.AssociationCreateOrUpdateRequest.each;
import static dev.stele.server.http.confluent.AssociationCreateOrUpdateRequest.resource;

import dev.stele.server.domain.AssociationFilter;
import dev.stele.server.domain.FindAssociations;
import dev.stele.server.domain.LifecyclePolicy;
import dev.stele.server.domain.Resource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body that asks for the associations of several resources. */
record AssociationBatchGetRequest(@Nullable List<@Nullable AssociationGetRequest> requests) {
  /** What is asked of one resource. */
  record AssociationGetRequest(
      @Nullable String resourceName,
      @Nullable String resourceNamespace,
      @Nullable String resourceId,
      @Nullable String resourceType,
      @Nullable List<@Nullable String> associationTypes,
      @Nullable LifecyclePolicy lifecycle) {
    private FindAssociations question(boolean schemas) {
      Resource resource = resource(resourceName, resourceNamespace, resourceId, resourceType);
      AssociationFilter filter =
          new AssociationFilter(
              resource.type(),
              Set.copyOf(each("associationTypes", associationTypes, type -> type)),
              lifecycle == null ? Set.of() : Set.of(lifecycle));
      return new FindAssociations(resource, filter, schemas);
    }
  }

  /** The questions. */
  List<FindAssociations> questions(boolean schemas) {
    return each("requests", requests, request -> request.question(schemas));
  }
}
