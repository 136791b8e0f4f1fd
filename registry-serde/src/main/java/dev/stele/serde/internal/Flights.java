package dev.stele.serde.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes one load of what many ask for at the same time. Thread-safe. */
public final class Flights<K, V> {
  private final ConcurrentHashMap<K, CompletableFuture<V>> flying = new ConcurrentHashMap<>();

  /**
   * Joins the load that is under way, or begins one.
   *
   * @param load must end in bounded time: others wait for it
   * @return a future of the caller's own
   */
  public CompletableFuture<V> join(K key, Supplier<CompletableFuture<V>> load) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> theirs = flying.putIfAbsent(key, mine);
    if (theirs != null) {
      return theirs.copy();
    }
    CompletableFuture<V> unused =
        begin(load)
            .whenComplete(
                (value, failure) -> {
                  // Whoever is told of the end may ask for the same at once.
                  flying.remove(key, mine);
                  if (failure == null) {
                    mine.complete(value);
                  } else {
                    mine.completeExceptionally(unwrapped(failure));
                  }
                });
    return mine.copy();
  }

  private static <V> CompletableFuture<V> begin(Supplier<CompletableFuture<V>> load) {
    try {
      return load.get();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What a future failed with, without what futures wrap around it. */
  public static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
