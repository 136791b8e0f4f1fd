package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineThreadTest {
  private final EngineThread thread = new EngineThread("test");
  private final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    thread.close();
  }

  @Test
  void execute_manyTasks_runsThemInTheirOrder() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      int number = i;
      thread.execute(() -> ran.add(number));
    }
    awaitIdle();
    assertThat(ran).hasSize(100).isSorted();
  }

  @Test
  void execute_taskThatThrows_doesNotStopTheNext() throws InterruptedException {
    thread.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    thread.execute(() -> ran.add(1));
    awaitIdle();
    assertThat(ran).containsExactly(1);
  }

  @Test
  void after_delay_runsInTheOrderOfTheDelays() throws InterruptedException {
    while (!startedTogether()) { // ended by the test's timeout
      ran.clear();
    }
    assertThat(ran).containsExactly(5, 60);
  }

  /** Says, when all are done, whether they had been started before the first of them was due. */
  private boolean startedTogether() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    long start = System.nanoTime();
    thread.after(Duration.ofMillis(60), () -> runs(60, both));
    thread.after(Duration.ofMillis(5), () -> runs(5, both));
    thread.after(Duration.ofMillis(20), () -> ran.add(20)).cancel();
    boolean together = System.nanoTime() - start < Duration.ofMillis(5).toNanos();
    assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
    return together;
  }

  private void runs(int number, CountDownLatch both) {
    ran.add(number);
    both.countDown();
  }

  private void awaitIdle() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    thread.execute(done::countDown);
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
