package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stele.server.domain.AssociationStep;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of the changes that a batch makes to a resource. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "opType")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AssociationOp.Create.class, name = "CREATE"),
  @JsonSubTypes.Type(value = AssociationOp.Upsert.class, name = "UPSERT"),
  @JsonSubTypes.Type(value = AssociationOp.Delete.class, name = "DELETE")
})
sealed interface AssociationOp {
  /**
   * The change that is asked for.
   *
   * @param context that a subject without one is meant in
   */
  AssociationStep step(String context);

  /** Lets the resource use a subject that it does not use otherwise. */
  record Create(@JsonUnwrapped AssociationCreateOrUpdateInfo info) implements AssociationOp {
    @Override
    public AssociationStep step(String context) {
      return new AssociationStep.Put(info.draft(context), true);
    }
  }

  /** Lets the resource use a subject. */
  record Upsert(@JsonUnwrapped AssociationCreateOrUpdateInfo info) implements AssociationOp {
    @Override
    public AssociationStep step(String context) {
      return new AssociationStep.Put(info.draft(context), false);
    }
  }

  /** Ends a use. */
  record Delete(@Nullable String associationType, @Nullable Boolean cascadeLifecycle)
      implements AssociationOp {
    @Override
    public AssociationStep step(String context) {
      return new AssociationStep.Delete(
          Objects.requireNonNullElse(associationType, ""), Boolean.TRUE.equals(cascadeLifecycle));
    }
  }
}
