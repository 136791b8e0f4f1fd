package dev.stele.serde.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Tokens of a user's own provider, which may block. */
record ProvidedTokens(TokenProvider provider) implements TokenSource {
  @Override
  public CompletableFuture<BearerToken> fetch(Connections connections, Duration limit) {
    return CompletableFuture.supplyAsync(this::fetch, Threads.EXECUTOR);
  }

  @SuppressWarnings("IllegalCatch") // a user's code may throw whatever it likes
  private BearerToken fetch() {
    String name = provider.getClass().getName();
    try {
      return provider.fetch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryException.unanswered(name, "interrupted", e);
    } catch (Exception e) {
      throw RegistryException.unanswered(name, "no token: " + e.getMessage(), e);
    }
  }
}
