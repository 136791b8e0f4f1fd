package dev.stele.server.http.confluent;

import static dev.stele.server.http.confluent.AssociationCreateOrUpdateRequest.each;
import static dev.stele.server.http.confluent.AssociationCreateOrUpdateRequest.resource;

import dev.stele.server.domain.MutateAssociations;
import dev.stele.server.domain.MutateResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body that changes the associations of several resources. */
record AssociationBatchRequest(@Nullable List<@Nullable AssociationOpRequest> requests) {
  /** The changes of one resource. */
  record AssociationOpRequest(
      @Nullable String resourceName,
      @Nullable String resourceNamespace,
      @Nullable String resourceId,
      @Nullable String resourceType,
      @Nullable List<@Nullable AssociationOp> associations) {
    private MutateResource command(String context, boolean dryRun) {
      return new MutateResource(
          resource(resourceName, resourceNamespace, resourceId, resourceType),
          each("associations", associations, op -> op.step(context)),
          !dryRun);
    }
  }

  /**
   * What is to be done.
   *
   * @param context that subjects without one are meant in
   */
  MutateAssociations command(String context, boolean dryRun) {
    return new MutateAssociations(
        each("requests", requests, request -> request.command(context, dryRun)));
  }
}
