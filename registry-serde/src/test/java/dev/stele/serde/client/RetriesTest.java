package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetriesTest {
  private final Retries retries = new Retries(3, Duration.ofSeconds(1), Duration.ofSeconds(20));

  @Test
  void maxWait_doublesUpToTheLimit() {
    assertThat(new long[] {retries.maxWaitMs(1), retries.maxWaitMs(2), retries.maxWaitMs(5)})
        .containsExactly(1000, 2000, 16_000);
    assertThat(retries.maxWaitMs(6)).isEqualTo(20_000);
    assertThat(retries.maxWaitMs(1000)).isEqualTo(20_000);
    assertThat(new Retries(1, Duration.ofMillis(Integer.MAX_VALUE), Duration.ofMillis(7)))
        .extracting(it -> it.maxWaitMs(1000))
        .isEqualTo(7L);
  }

  @Test
  void wait_isAnywhereBelowTheLimit() {
    for (int i = 0; i < 100; i++) {
      assertThat(retries.waitBefore(1)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }
  }
}
