package dev.stele.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.Backend.Parts;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Lookup;
import dev.stele.server.domain.Subject;
import dev.stele.server.engine.UnavailableException;
import dev.stele.server.log.LogException;
import dev.stele.server.log.LogException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the node does while the log cannot be opened. */
final class BackendTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static Supplier<Parts> failing(Reason reason, CountDownLatch tries) {
    return () -> {
      tries.countDown();
      throw new LogException(reason, "as the test wants it");
    };
  }

  @Test
  void unavailable_isTriedAgain_andSaid() throws InterruptedException {
    CountDownLatch tries = new CountDownLatch(3);
    Backend backend = new Backend(failing(Reason.UNAVAILABLE, tries));

    CompletableFuture<Void> opened = backend.start().toCompletableFuture();

    assertThat(tries.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(opened).isNotDone();
    assertThat(backend.obstacle()).hasValue("as the test wants it");
    assertThat(
            backend
                .ask(new Lookup(Subject.GLOBAL, Draft.of(SchemaType.AVRO, "\"int\""), false, false))
                .toCompletableFuture())
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(UnavailableException.Reason.NO_KAFKA))
        .withMessage("as the test wants it");
    backend.stop();
    backend.close();
  }

  @Test
  void forbidden_isForAnOperator() {
    Backend backend = new Backend(failing(Reason.FORBIDDEN, new CountDownLatch(1)));

    assertThat(backend.start().toCompletableFuture())
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(LogException.class);
    backend.stop();
    backend.close();
  }

  @Test
  void bug_isHeardOf() {
    Backend backend =
        new Backend(
            () -> {
              throw new IllegalStateException("a bug");
            });

    assertThat(backend.start().toCompletableFuture())
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .withMessage("a bug");
    assertThat(backend.obstacle().orElseThrow()).contains("a bug");
    backend.stop();
    backend.close();
  }
}
