package dev.stele.serde.internal;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A thread-safe map of bounded size that forgets what was not used for longest, roughly. Reading
 * takes no lock.
 *
 * <p>Two generations: entries enter the young one; when it is full it becomes the old one and the
 * old one is dropped. A hit in the old generation moves the entry back, so what is in use survives.
 */
public final class BoundedCache<K, V> {
  private final int generationSize;
  private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

  /**
   * @param capacity the most entries held, 2 or more; puts that race may exceed it by one each
   */
  public BoundedCache(int capacity) {
    if (capacity < 2) {
      throw new IllegalArgumentException("capacity " + capacity + " is below 2");
    }
    this.generationSize = capacity / 2;
  }

  public @Nullable V get(K key) {
    V value = young.get(key);
    if (value != null) {
      return value;
    }
    value = old.get(key);
    if (value != null) {
      put(key, value);
    }
    return value;
  }

  public void put(K key, V value) {
    young.put(key, value);
    if (young.size() > generationSize) {
      rotate();
    }
  }

  public synchronized void remove(K key) {
    old.remove(key);
    young.remove(key);
  }

  public synchronized void clear() {
    old = new ConcurrentHashMap<>();
    young = new ConcurrentHashMap<>();
  }

  private synchronized void rotate() {
    if (young.size() > generationSize) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }
}
