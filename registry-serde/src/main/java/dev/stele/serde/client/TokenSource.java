package dev.stele.serde.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Fetches bearer tokens. */
interface TokenSource {
  /** A new token; fails with a {@link RegistryException} if there is none now. */
  CompletableFuture<BearerToken> fetch(Connections connections, Duration limit);
}
