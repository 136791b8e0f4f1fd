package dev.stele.serde.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends objects that are worth using again, each to one at a time. Keeps a fixed number of them,
 * however many threads there are: virtual ones come by the thousand. Takes no lock and, once the
 * objects are made, allocates nothing. Thread-safe.
 */
public final class Pool<T extends Pool.Reusable> {
  private static final int SLOTS = 64;
  private static final int PROBES = 8;

  /** What may be lent again. */
  public interface Reusable {
    /** Lets go of what it was used for, and of memory that is not worth keeping. */
    void clear();
  }

  private final Supplier<T> maker;
  private final AtomicReferenceArray<@Nullable Loan<T>> slots = new AtomicReferenceArray<>(SLOTS);

  public Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** An object that nobody else has until the loan is closed. */
  public Loan<T> take() {
    // Threads that were started one after the other get in each other's way least.
    int home = (int) Thread.currentThread().getId();
    for (int i = 0; i < PROBES; i++) {
      int slot = (home + i) & (SLOTS - 1);
      Loan<T> kept = slots.get(slot);
      if (kept == null) {
        Loan<T> made = new Loan<>(maker.get());
        // Whoever loses the race has one that nobody keeps.
        slots.compareAndSet(slot, null, made);
        return made;
      }
      if (kept.claim()) {
        return kept;
      }
    }
    return new Loan<>(maker.get());
  }

  /** An object, and whether somebody has it. */
  public static final class Loan<T extends Reusable> implements AutoCloseable {
    private final T object;
    private final AtomicBoolean lent = new AtomicBoolean(true);

    private Loan(T object) {
      this.object = object;
    }

    private boolean claim() {
      return !lent.getPlain() && lent.compareAndSet(false, true);
    }

    public T object() {
      return object;
    }

    /** Gives the object back. */
    @Override
    public void close() {
      try {
        object.clear();
      } finally {
        lent.setRelease(false);
      }
    }
  }
}
