package dev.stele.server.http.confluent;

import dev.stele.server.domain.RawReference;
import org.jspecify.annotations.Nullable;

/** A reference in the body of a request. */
record SchemaReference(@Nullable String name, @Nullable String subject, @Nullable Integer version) {
  /** As sent. */
  RawReference raw() {
    return new RawReference(name, subject, version);
  }
}
