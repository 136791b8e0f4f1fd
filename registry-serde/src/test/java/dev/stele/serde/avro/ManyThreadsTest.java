package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stele.serde.fixture.FakeRegistry;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What threads that have written a message, and go on with something else, keep in memory. */
@Timeout(120)
final class ManyThreadsTest {
  private static final int MESSAGE_CHARS = 100_000;
  private static final long MOST_BYTES = 40_000_000;

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private interface Starter {
    void start(Runnable work) throws Exception;
  }

  @Test
  void platformThreads_keepLittle() throws Exception {
    assertThat(keptBy(1_000, work -> new Thread(work).start())).isLessThan(MOST_BYTES);
  }

  @Test
  void virtualThreads_keepLittle() throws Exception {
    Optional<Method> start =
        Arrays.stream(Thread.class.getMethods())
            .filter(method -> method.getName().equals("startVirtualThread"))
            .findAny();
    assumeTrue(start.isPresent() && Runtime.version().feature() >= 21, "virtual threads");
    assertThat(keptBy(10_000, work -> start.get().invoke(null, work))).isLessThan(MOST_BYTES);
  }

  /** How much more memory is in use while the threads wait, each having written one message. */
  private long keptBy(int threads, Starter starter) throws Exception {
    AvroSerializer<String> serializer =
        AvroSerializer.<String>builder().registry(registry.url()).forValues();
    String text = "x".repeat(MESSAGE_CHARS);
    serializer.serialize("t", text);
    CountDownLatch written = new CountDownLatch(threads);
    CountDownLatch end = new CountDownLatch(1);
    long before = used();
    for (int i = 0; i < threads; i++) {
      starter.start(
          () -> {
            serializer.serialize("t", text);
            written.countDown();
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    written.await();
    long kept = used() - before;
    end.countDown();
    return kept;
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
