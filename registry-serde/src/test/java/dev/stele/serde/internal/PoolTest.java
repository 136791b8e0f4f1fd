package dev.stele.serde.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PoolTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Pool<Thing> pool = new Pool<>(Thing::new);

  private final class Thing implements Pool.Reusable {
    private int cleared;

    private Thing() {
      made.incrementAndGet();
    }

    @Override
    public void clear() {
      cleared++;
    }
  }

  @Test
  void oneThread_getsTheSameAgain_cleared() {
    Thing first;
    try (Pool.Loan<Thing> loan = pool.take()) {
      first = loan.object();
      assertThat(first.cleared).isZero();
    }
    assertThat(first.cleared).isEqualTo(1);
    try (Pool.Loan<Thing> loan = pool.take()) {
      assertThat(loan.object()).isSameAs(first);
    }
  }

  @Test
  void objectThatCannotBeCleared_isNotLentForEver() {
    Pool<Pool.Reusable> failing =
        new Pool<>(
            () -> {
              made.incrementAndGet();
              return () -> {
                throw new OutOfMemoryError("no room for another array");
              };
            });
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> failing.take().close()).isInstanceOf(OutOfMemoryError.class);
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whatIsLent_isLentToNobodyElse_howeverManyThereAre() {
    Set<Thing> all = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Pool.Loan<Thing>> loans = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Pool.Loan<Thing> loan = pool.take();
      loans.add(loan);
      all.add(loan.object());
    }
    assertThat(all).hasSize(200);
    loans.forEach(Pool.Loan::close);
    int before = made.get();
    try (Pool.Loan<Thing> loan = pool.take()) {
      assertThat(all).contains(loan.object());
    }
    assertThat(made).hasValue(before);
  }

  @Test
  void threadsThatEnd_leaveNoMoreThanAFewBehind() throws Exception {
    for (int i = 0; i < 2000; i++) {
      Thread thread = new Thread(() -> pool.take().close());
      thread.start();
      thread.join();
    }
    assertThat(made.get()).isBetween(1, 64);
  }

  @Test
  void threadsThatRace_neverHaveTheSame() throws Exception {
    Set<Thing> lent = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Boolean>> alone = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        alone.add(threads.submit(() -> areMineAlone(lent)));
      }
      for (Future<Boolean> one : alone) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean areMineAlone(Set<Thing> lent) {
    boolean alone = true;
    for (int i = 0; i < 20_000; i++) {
      try (Pool.Loan<Thing> mine = pool.take();
          Pool.Loan<Thing> another = pool.take()) {
        alone &= lent.add(mine.object()) && lent.add(another.object());
        lent.remove(mine.object());
        lent.remove(another.object());
      }
    }
    return alone;
  }
}
