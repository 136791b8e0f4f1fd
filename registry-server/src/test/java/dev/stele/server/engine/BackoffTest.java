package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(new Random(1));

  @Test
  void next_afterTheFirst_doublesFrom50MsTo5S() {
    assertThat(backoff.next(0)).isZero();
    long now = 0;
    for (long bound : new long[] {50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000}) {
      Duration wait = backoff.next(now);
      assertThat(wait).isBetween(Duration.ofMillis(bound / 2), Duration.ofMillis(bound));
      now += wait.toMillis();
    }
  }

  @Test
  void next_afterAClaimThatLastedAsLong_isNow() {
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.next(6_000L * i)).isZero();
    }
  }

  @Test
  void next_longAfterAQuarrel_startsAnew() {
    long now = 0;
    for (int i = 0; i < 20; i++) {
      now += backoff.next(now).toMillis();
    }
    assertThat(backoff.next(now + 15_000)).isZero();
    assertThat(backoff.next(now + 15_000)).isLessThanOrEqualTo(Duration.ofMillis(50));
  }

  @ParameterizedTest
  @CsvSource({"9999, false", "10000, true"})
  void ended_afterTenSeconds_forgets(long heldMs, boolean forgets) {
    backoff.next(0);
    backoff.next(0);
    backoff.ended(heldMs);
    assertThat(backoff.next(0).toMillis() <= 50).isEqualTo(forgets);
  }
}
