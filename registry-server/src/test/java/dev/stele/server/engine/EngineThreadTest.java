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
    CountDownLatch last = new CountDownLatch(1);
    thread.after(
        Duration.ofMillis(60),
        () -> {
          ran.add(60);
          last.countDown();
        });
    thread.after(Duration.ofMillis(5), () -> ran.add(5));
    thread.after(Duration.ofMillis(20), () -> ran.add(20)).cancel();
    assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).containsExactly(5, 60);
  }

  private void awaitIdle() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    thread.execute(done::countDown);
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
