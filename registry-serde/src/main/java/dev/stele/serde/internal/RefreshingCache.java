package dev.stele.serde.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers values that may change: one that is too old is asked for again. If that fails for a
 * reason that may pass, the old one is used for another while. What many ask for at the same time
 * is loaded once. Thread-safe.
 */
public final class RefreshingCache<K, V> {
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  /** Asks for a value. */
  public interface Load<V> {
    /**
     * Begins to ask.
     *
     * @param quick whether there is an old value to go on with, so that trying long is not worth it
     */
    CompletableFuture<V> value(boolean quick);
  }

  private final BoundedCache<K, Seen<V>> seen;
  private final Flights<K, V> flights = new Flights<>();
  private final @Nullable Duration ttl;
  private final LongSupplier nanoClock;
  private final Predicate<Throwable> mayPass;
  private final Outage outage = new Outage();

  /**
   * A cache that is empty.
   *
   * @param ttl how old a value may be; empty for any age
   * @param mayPass which failures an old value helps over
   */
  public RefreshingCache(
      int capacity, Optional<Duration> ttl, LongSupplier nanoClock, Predicate<Throwable> mayPass) {
    this.seen = new BoundedCache<>(capacity);
    this.ttl = ttl.orElse(null);
    this.nanoClock = nanoClock;
    this.mayPass = mayPass;
  }

  /** The value, if it is there and not too old. */
  public @Nullable V fresh(K key) {
    Seen<V> now = seen.get(key);
    return now == null || isDue(now) ? null : now.value;
  }

  public CompletableFuture<V> get(K key, Load<V> load) {
    V fresh = fresh(key);
    if (fresh != null) {
      return CompletableFuture.completedFuture(fresh);
    }
    return flights.join(
        key,
        () -> {
          // Whoever loaded it may have finished between the look and now.
          Seen<V> now = seen.get(key);
          if (now != null && !isDue(now)) {
            return CompletableFuture.completedFuture(now.value);
          }
          return now == null
              ? load.value(false).thenApply(it -> keep(key, it))
              : again(key, now, load);
        });
  }

  private CompletableFuture<V> again(K key, Seen<V> old, Load<V> load) {
    return load.value(true)
        .thenApply(
            value -> {
              outage.answered();
              return keep(key, value);
            })
        .exceptionallyCompose(
            failure -> {
              Throwable cause = Flights.unwrapped(failure);
              if (!mayPass.test(cause)) {
                return CompletableFuture.failedFuture(cause);
              }
              outage.failed(key, cause);
              seen.put(key, new Seen<>(old.value, nanoClock.getAsLong() + PAUSE_NANOS));
              return CompletableFuture.completedFuture(old.value);
            });
  }

  private V keep(K key, V value) {
    long dueAt = ttl == null ? 0 : nanoClock.getAsLong() + ttl.toNanos();
    seen.put(key, new Seen<>(value, dueAt));
    return value;
  }

  private boolean isDue(Seen<V> now) {
    return ttl != null && nanoClock.getAsLong() - now.dueAtNanos >= 0;
  }

  private record Seen<V>(V value, long dueAtNanos) {}
}
