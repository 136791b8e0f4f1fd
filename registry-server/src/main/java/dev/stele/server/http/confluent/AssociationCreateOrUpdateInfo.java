package dev.stele.server.http.confluent;

import dev.stele.server.domain.AssociationDraft;
import dev.stele.server.domain.AssociationDraft.Text;
import dev.stele.server.domain.LifecyclePolicy;
import dev.stele.server.domain.Subject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An association in the body of a request. */
record AssociationCreateOrUpdateInfo(
    @Nullable String subject,
    @Nullable String associationType,
    @Nullable LifecyclePolicy lifecycle,
    @Nullable Boolean frozen,
    @Nullable RegisterSchemaRequest schema,
    @Nullable Boolean normalize) {
  /**
   * The association that is asked for.
   *
   * @param context that a subject without one is meant in
   */
  AssociationDraft draft(String context) {
    return new AssociationDraft(
        UUID.randomUUID(),
        Optional.ofNullable(subject).map(name -> Subject.of(name, context)),
        Objects.requireNonNullElse(associationType, ""),
        Optional.ofNullable(lifecycle),
        Optional.ofNullable(frozen),
        Optional.ofNullable(schema)
            .map(body -> new Text(body.newDraft(), Boolean.TRUE.equals(normalize))));
  }
}
