package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Turns turns = new Turns(2);

  @Test
  void turnsBeyondTheLimit_waitInLine() {
    assertThat(turns.take(LONG)).isCompleted();
    assertThat(turns.take(LONG)).isCompleted();
    CompletableFuture<Boolean> third = turns.take(LONG);
    CompletableFuture<Boolean> fourth = turns.take(LONG);
    assertThat(third).isNotDone();
    turns.giveBack();
    assertThat(third).isCompleted();
    assertThat(fourth).isNotDone();
  }

  @Test
  void turnNobodyWaitsForAnyMore_isTheNextOnes() {
    assertThat(turns.take(LONG)).isCompleted();
    assertThat(turns.take(LONG)).isCompleted();
    CompletableFuture<Boolean> gone = turns.take(LONG);
    CompletableFuture<Boolean> next = turns.take(LONG);
    gone.cancel(false);
    turns.giveBack();
    assertThat(next).isCompleted();
  }

  @Test
  void turnsGivenBack_areThereAgain() {
    for (int i = 0; i < 10; i++) {
      assertThat(turns.take(LONG)).isCompleted();
      turns.giveBack();
    }
  }
}
