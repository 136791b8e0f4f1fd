package dev.stele.serde.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link BoundedCache} that loads what is missing, once per key however many threads ask. A
 * failure is thrown to all who waited and not remembered.
 */
public final class LoadingCache<K, V> {
  private final BoundedCache<K, V> loaded;
  private final ConcurrentHashMap<K, CompletableFuture<V>> loading = new ConcurrentHashMap<>();

  public LoadingCache(int capacity) {
    this.loaded = new BoundedCache<>(capacity);
  }

  public @Nullable V peek(K key) {
    return loaded.get(key);
  }

  public void put(K key, V value) {
    loaded.put(key, value);
  }

  /**
   * Loads what is not there.
   *
   * @param load must end in bounded time: other threads wait for it
   */
  public V get(K key, Supplier<V> load) {
    V value = loaded.get(key);
    if (value != null) {
      return value;
    }
    return load(
        key,
        () -> {
          // Whoever loaded it may have finished between the look and now.
          V meanwhile = loaded.get(key);
          return meanwhile != null ? meanwhile : load.get();
        });
  }

  /** As {@link #get}, but replaces what is there. */
  public V load(K key, Supplier<V> load) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> theirs = loading.putIfAbsent(key, mine);
    if (theirs != null) {
      return await(theirs);
    }
    try {
      V value = load.get();
      loaded.put(key, value);
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      loading.remove(key, mine);
    }
  }

  private V await(CompletableFuture<V> theirs) {
    try {
      return theirs.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
