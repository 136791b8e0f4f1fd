package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private final Memory<String, String> memory =
      new Memory<>(1_000, (question, answer) -> answer.length());

  @Test
  void get_workThatFails_isTriedAgain() {
    assertThatThrownBy(
            () ->
                memory.get(
                    "q",
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .hasMessage("failed");
    assertThat(memory.known("q")).isNull();
    assertThat(memory.get("q", () -> "a")).isEqualTo("a");
    assertThat(memory.known("q")).isEqualTo("a");
  }

  @Test
  void get_whileAnotherIsUnderWay_doesNotWaitForIt() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(
            () ->
                memory.get(
                    "slow",
                    () -> {
                      begun.countDown();
                      await(end);
                      return "late";
                    }));
    await(begun);
    for (int i = 0; i < 100; i++) {
      assertThat(memory.get("q" + i, () -> "a".repeat(100))).hasSize(100);
    }
    assertThat(memory.known("slow")).isNull();
    end.countDown();
    assertThat(slow.join()).isEqualTo("late");
    assertThat(memory.known("slow")).isEqualTo("late");
  }

  @Test
  void get_moreThanThereIsRoomFor_forgetsWhatWasAskedForLongestAgo() {
    for (int i = 0; i < 10; i++) {
      memory.get("q" + i, () -> "a".repeat(100));
    }
    assertThat(memory.known("q0")).isNotNull();
    memory.get("q10", () -> "a".repeat(100));
    assertThat(memory.known("q0")).isNotNull();
    assertThat(memory.known("q1")).isNull();
    assertThat(memory.known("q2")).isNotNull();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
