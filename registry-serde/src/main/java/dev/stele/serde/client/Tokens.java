package dev.stele.serde.client;

import dev.stele.serde.internal.Flights;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens: each is used until shortly before it expires, and fetched once however many
 * requests need it. One that still counts is used on while no other can be fetched.
 */
final class Tokens {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final @Nullable Supplier<CompletableFuture<BearerToken>> source;
  private final Duration buffer;
  private final Duration limit;
  private final Clock clock;
  private final Flights<String, Held> fetches = new Flights<>();
  private volatile @Nullable Held held;

  /**
   * @param source null for no token at all
   * @param buffer how long before it expires a token is replaced, if its life is not shorter than
   *     twice that
   * @param limit how long fetching one may take
   */
  Tokens(
      @Nullable Supplier<CompletableFuture<BearerToken>> source,
      Duration buffer,
      Duration limit,
      Clock clock) {
    this.source = source;
    this.buffer = buffer;
    this.limit = limit;
    this.clock = clock;
  }

  /** The Authorization header; empty for none. */
  CompletableFuture<Optional<String>> authorization() {
    if (source == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Held now = held;
    if (now != null && !now.isDue(clock.instant())) {
      return CompletableFuture.completedFuture(Optional.of(now.authorization()));
    }
    Supplier<CompletableFuture<BearerToken>> fetch = source;
    return fetches.join("", () -> renew(fetch)).thenApply(it -> Optional.of(it.authorization()));
  }

  private CompletableFuture<Held> renew(Supplier<CompletableFuture<BearerToken>> fetch) {
    Held old = held;
    if (old != null && !old.isDue(clock.instant())) {
      return CompletableFuture.completedFuture(old);
    }
    return fetch
        .get()
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(this::hold)
        .exceptionallyCompose(
            failure -> {
              Instant now = clock.instant();
              if (old == null || !old.equals(held) || old.isExpired(now)) {
                return CompletableFuture.failedFuture(Flights.unwrapped(failure));
              }
              Held longer = new Held(old.token, now.plus(PAUSE));
              held = longer;
              return CompletableFuture.completedFuture(longer);
            });
  }

  private Held hold(BearerToken token) {
    Instant now = clock.instant();
    Held fresh =
        new Held(
            token, token.expiresAt().map(end -> end.minus(early(now, end))).orElse(Instant.MAX));
    held = fresh;
    return fresh;
  }

  private Duration early(Instant now, Instant end) {
    Duration half = Duration.between(now, end).dividedBy(2);
    return half.compareTo(buffer) < 0 ? half : buffer;
  }

  /** Forgets a token that the registry refused, so that another one is fetched. */
  void refused(String authorization) {
    Held now = held;
    if (now != null && now.authorization().equals(authorization)) {
      held = null;
    }
  }

  private record Held(BearerToken token, Instant dueAt) {
    private String authorization() {
      return "Bearer " + token.value();
    }

    private boolean isDue(Instant now) {
      return !now.isBefore(dueAt);
    }

    private boolean isExpired(Instant now) {
      return token.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
    }
  }
}
