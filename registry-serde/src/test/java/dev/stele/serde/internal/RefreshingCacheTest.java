package dev.stele.serde.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RefreshingCacheTest {
  private static final long TTL = Duration.ofSeconds(60).toNanos();
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();

  private final AtomicLong clock = new AtomicLong();
  private final List<Boolean> loads = new ArrayList<>();
  private String value = "old";
  private @Nullable RuntimeException failure;

  private final RefreshingCache<String, String> cache =
      new RefreshingCache<>(
          10,
          Optional.of(Duration.ofNanos(TTL)),
          clock::get,
          e -> e instanceof IllegalStateException);

  private String get() {
    return cache.get("k", this::load).join();
  }

  private CompletableFuture<String> load(boolean quick) {
    loads.add(quick);
    return failure == null
        ? CompletableFuture.completedFuture(value)
        : CompletableFuture.failedFuture(failure);
  }

  @Test
  void get_withinItsTime_isTheOneSeenBefore() {
    get();
    value = "new";
    clock.set(TTL - 1);
    assertThat(get()).isEqualTo("old");
    clock.set(TTL);
    assertThat(get()).isEqualTo("new");
    assertThat(loads).containsExactly(false, true);
  }

  @Test
  void get_duringAnOutage_goesOnWithTheOldOneAndAsksNowAndThen() {
    get();
    value = "new";
    failure = new IllegalStateException("down");
    clock.set(TTL);
    assertThat(get()).isEqualTo("old");
    clock.set(TTL + PAUSE - 1);
    assertThat(get()).isEqualTo("old");
    assertThat(loads).containsExactly(false, true);
    failure = null;
    clock.set(TTL + PAUSE);
    assertThat(get()).isEqualTo("new");
  }

  @Test
  void outage_isLoggedOnce_andItsEndToo() {
    Logger logger = (Logger) LoggerFactory.getLogger(Outage.class);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(logged);
    try {
      get();
      failure = new IllegalStateException("down");
      for (int i = 0; i < 3; i++) {
        clock.addAndGet(TTL);
        get();
      }
      failure = null;
      for (int i = 0; i < 3; i++) {
        clock.addAndGet(TTL);
        get();
      }
    } finally {
      logger.detachAppender(logged);
      logger.setLevel(null);
    }
    assertThat(logged.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.INFO);
    assertThat(logged.list.get(0).getFormattedMessage())
        .contains("schema.registry.url")
        .endsWith("down");
  }

  @Test
  void get_failureThatStays_isThrown() {
    get();
    failure = new IllegalArgumentException("gone");
    clock.set(TTL);
    assertThatThrownBy(this::get)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void get_firstFailure_isThrownAndNotRemembered() {
    failure = new IllegalStateException("down");
    assertThatThrownBy(this::get).hasCauseInstanceOf(IllegalStateException.class);
    failure = null;
    assertThat(get()).isEqualTo("old");
  }

  @Test
  void get_withoutTtl_isForGood() {
    RefreshingCache<String, String> forGood =
        new RefreshingCache<>(10, Optional.empty(), clock::get, e -> true);
    forGood.get("k", this::load).join();
    clock.set(Long.MAX_VALUE);
    forGood.get("k", this::load).join();
    assertThat(loads).hasSize(1);
  }
}
