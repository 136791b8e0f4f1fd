package dev.stele.serde.internal.messages;

import org.jspecify.annotations.Nullable;

/**
 * What was found last, found again without a lock and without making a key. Threads that race write
 * what any of them may read.
 *
 * @param <F> immutable, with final fields only
 */
final class Recent<F> {
  private static final int SLOTS = 64;

  private final @Nullable Object[] slots = new @Nullable Object[SLOTS];

  /** Whatever was put last with a hash like this: the caller checks whether it is what it needs. */
  @SuppressWarnings("unchecked") // put takes nothing else
  @Nullable F get(int hash) {
    return (F) slots[slot(hash)];
  }

  void put(int hash, F found) {
    slots[slot(hash)] = found;
  }

  private static int slot(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed >>> 26;
  }
}
