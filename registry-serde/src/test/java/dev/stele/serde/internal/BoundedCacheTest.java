package dev.stele.serde.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BoundedCacheTest {
  @Test
  void put_beyondCapacity_forgetsTheOldest() {
    BoundedCache<Integer, Integer> cache = new BoundedCache<>(10);
    for (int i = 0; i < 1000; i++) {
      cache.put(i, i);
    }
    long held = IntStream.range(0, 1000).filter(i -> cache.get(i) != null).count();
    assertThat(held).isBetween(5L, 10L);
    assertThat(cache.get(999)).isEqualTo(999);
  }

  @Test
  void get_keepsWhatIsInUse() {
    BoundedCache<Integer, Integer> cache = new BoundedCache<>(10);
    cache.put(-1, -1);
    for (int i = 0; i < 1000; i++) {
      cache.put(i, i);
      assertThat(cache.get(-1)).isEqualTo(-1);
    }
  }
}
