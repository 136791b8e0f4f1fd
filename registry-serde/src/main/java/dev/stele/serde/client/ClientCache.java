package dev.stele.serde.client;

import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Flights;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Remembers for good what the registry said once, and for a while that something is missing. What
 * many ask for at the same time is asked for once. Thread-safe.
 */
final class ClientCache<K, V> {
  private final Operation operation;
  private final ClientListener listener;
  private final BoundedCache<K, V> loaded;
  private final BoundedCache<K, Missing> missing;
  private final Duration missingTtl;
  private final Duration doubtTtl;
  private final Set<Integer> missingCodes;

  /** When what was answered and cannot be read is asked for again. */
  private final BoundedCache<K, Long> doubted;

  private final Flights<K, V> flights = new Flights<>();

  /**
   * @param missingTtl how long something missing is remembered as such; zero for not at all
   * @param missingCodes which error codes say that something is missing
   */
  ClientCache(
      Operation operation, CacheSettings settings, Duration missingTtl, Set<Integer> missingCodes) {
    this.operation = operation;
    this.listener = settings.listener();
    this.loaded = new BoundedCache<>(settings.capacity());
    this.missing = new BoundedCache<>(settings.missingCapacity());
    this.doubted = new BoundedCache<>(settings.missingCapacity());
    this.missingTtl = missingTtl;
    this.doubtTtl = settings.missingIdTtl();
    this.missingCodes = missingCodes;
  }

  /** What is remembered, else what the load gives; fails with a {@link RegistryException}. */
  CompletableFuture<V> get(K key, Supplier<CompletableFuture<V>> load) {
    V value = loaded.get(key);
    if (value != null && isDoubted(key)) {
      listener.cacheMiss(operation);
      return flights.join(key, () -> again(key, value, load));
    }
    if (value != null) {
      listener.cacheHit(operation);
      return CompletableFuture.completedFuture(value);
    }
    Missing known = missing.get(key);
    if (known != null && System.nanoTime() - known.untilNanos < 0) {
      listener.cacheHit(operation);
      return CompletableFuture.failedFuture(known.failure);
    }
    listener.cacheMiss(operation);
    return flights.join(key, () -> fetch(key, load));
  }

  private CompletableFuture<V> fetch(K key, Supplier<CompletableFuture<V>> load) {
    // Whoever loaded it may have finished between the look and now.
    V meanwhile = loaded.get(key);
    if (meanwhile != null) {
      return CompletableFuture.completedFuture(meanwhile);
    }
    return load.get()
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                loaded.put(key, value);
              } else if (Flights.unwrapped(failure) instanceof RegistryException refusal) {
                remember(key, refusal);
              }
            });
  }

  /** What is remembered cannot be read: it is asked for again, as late as a missing id. */
  void doubt(K key) {
    if (loaded.get(key) != null && doubted.get(key) == null) {
      doubted.put(key, System.nanoTime() + doubtTtl.toNanos());
    }
  }

  private boolean isDoubted(K key) {
    Long until = doubted.get(key);
    return until != null && System.nanoTime() - until >= 0;
  }

  private CompletableFuture<V> again(K key, V old, Supplier<CompletableFuture<V>> load) {
    return load.get()
        .handle(
            (value, failure) -> {
              V now = failure == null ? value : old;
              loaded.put(key, now);
              doubted.remove(key);
              return now;
            });
  }

  private void remember(K key, RegistryException refusal) {
    if (!missingTtl.isZero()
        && refusal.status() == 404
        && missingCodes.contains(refusal.errorCode())) {
      missing.put(key, new Missing(refusal, System.nanoTime() + missingTtl.toNanos()));
    }
  }

  /** Forgets what is missing: something new was registered. */
  void forgetMissing() {
    missing.clear();
  }

  private record Missing(RegistryException failure, long untilNanos) {}
}
