package dev.stele.serde.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as it is sent to the registry. Immutable and thread-safe.
 *
 * @param value without {@code Bearer} in front
 * @param expiresAt empty if it does not expire, as far as is known
 */
public record BearerToken(String value, Optional<Instant> expiresAt) {
  /** Tells nothing of the token, which is a secret. */
  @Override
  public String toString() {
    return "BearerToken[expiresAt=" + expiresAt + "]";
  }
}
