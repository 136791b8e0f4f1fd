package dev.stele.server.http.confluent;

import dev.stele.server.domain.RawReference;
import org.jspecify.annotations.Nullable;

/** A reference in the body of a request. */
record SchemaReference(@Nullable String name, @Nullable String subject, @Nullable Integer version) {
  /**
   * As sent.
   *
   * @throws dev.stele.server.http.HttpException 422 if it names a context
   */
  RawReference raw() {
    if (subject != null && subject.startsWith(Params.CONTEXT_PREFIX)) {
      throw ConfluentErrors.notSupported("The context of reference '" + subject + "'");
    }
    return new RawReference(name, subject, version);
  }
}
