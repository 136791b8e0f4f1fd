package dev.stele.server.http.confluent;

import dev.stele.server.domain.PutAssociations;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body that lets a resource use subjects. */
record AssociationCreateOrUpdateRequest(
    @Nullable String resourceName,
    @Nullable String resourceNamespace,
    @Nullable String resourceId,
    @Nullable String resourceType,
    @Nullable List<@Nullable AssociationCreateOrUpdateInfo> associations) {

  /** The same for a resource that the path names. */
  AssociationCreateOrUpdateRequest of(String id) {
    if (resourceId != null && !resourceId.equals(id)) {
      throw ConfluentErrors.refusal(
          RegistryError.associationInvalid(
              "resourceId",
              "Resource ID in the path parameter does not match the resource ID in the request"
                  + " body"));
    }
    return new AssociationCreateOrUpdateRequest(
        resourceName, resourceNamespace, id, resourceType, associations);
  }

  /**
   * What is to be done.
   *
   * @param context that subjects without one are meant in
   */
  PutAssociations command(String context, boolean create, boolean dryRun) {
    return new PutAssociations(
        resource(resourceName, resourceNamespace, resourceId, resourceType),
        each("associations", associations, info -> info.draft(context)),
        create,
        !dryRun);
  }

  static Resource resource(
      @Nullable String name,
      @Nullable String namespace,
      @Nullable String id,
      @Nullable String type) {
    return new Resource(text(name), text(namespace), text(id), text(type));
  }

  /**
   * What the elements of a list mean; none if it is not there.
   *
   * @throws dev.stele.server.http.HttpException 422 if one of them is null
   */
  static <T, R> List<R> each(
      String property, @Nullable List<@Nullable T> elements, Function<T, R> meaning) {
    List<R> all = new ArrayList<>();
    for (T element : elements == null ? List.<T>of() : elements) {
      if (element == null) {
        throw ConfluentErrors.refusal(
            RegistryError.associationInvalid(property, "cannot contain null"));
      }
      all.add(meaning.apply(element));
    }
    return all;
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
