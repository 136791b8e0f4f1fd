package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LatestVersionsTest {
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger registered = new AtomicInteger(1);
  private int failure;

  private final LatestVersions latest =
      new LatestVersions(10, Optional.of(Duration.ofNanos(100)), clock::get, this::fetch);

  private RegisteredSchema fetch(String subject) {
    if (failure != 0) {
      throw new RegistryException(failure, failure, "url", "failed", null);
    }
    return new RegisteredSchema(
        registered.get(),
        Optional.empty(),
        Optional.of(subject),
        OptionalInt.of(1),
        SchemaDefinition.avro("\"int\""));
  }

  @Test
  void get_withinItsTime_isTheOneSeenBefore() {
    latest.get("s");
    registered.set(2);
    clock.set(99);
    assertThat(latest.get("s").id()).isEqualTo(1);
    clock.set(100);
    assertThat(latest.get("s").id()).isEqualTo(2);
  }

  @Test
  void get_whenTheRegistryIsDown_goesOnWithTheOldOneForAWhile() {
    latest.get("s");
    registered.set(2);
    failure = 503;
    clock.set(100);
    assertThat(latest.get("s").id()).isEqualTo(1);
    failure = 0;
    clock.set(199);
    assertThat(latest.get("s").id()).isEqualTo(1);
    clock.set(200);
    assertThat(latest.get("s").id()).isEqualTo(2);
  }

  @Test
  void get_whenTheSubjectIsGone_fails() {
    latest.get("s");
    failure = 404;
    clock.set(100);
    assertThatThrownBy(() -> latest.get("s")).isInstanceOf(RegistryException.class);
  }
}
