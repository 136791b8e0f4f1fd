package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TokensTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private Instant now = START;
  private Duration life = Duration.ofHours(1);
  private int fetched;
  private @Nullable RuntimeException failure;

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
  private final Tokens tokens =
      new Tokens(this::fetch, Duration.ofMinutes(5), Duration.ofMinutes(1), clock);

  private CompletableFuture<BearerToken> fetch() {
    fetched++;
    return failure == null
        ? CompletableFuture.completedFuture(
            new BearerToken("t" + fetched, Optional.of(now.plus(life))))
        : CompletableFuture.failedFuture(failure);
  }

  private String authorization() {
    return tokens.authorization().join().orElseThrow();
  }

  @Test
  void token_isReplacedBeforeItExpires() {
    authorization();
    now = START.plus(Duration.ofMinutes(55)).minusMillis(1);
    assertThat(authorization()).isEqualTo("Bearer t1");
    now = now.plusMillis(1);
    assertThat(authorization()).isEqualTo("Bearer t2");
  }

  @Test
  void tokenWithAShortLife_isUsedForHalfOfIt() {
    life = Duration.ofMinutes(4);
    authorization();
    now = START.plus(Duration.ofMinutes(2)).minusMillis(1);
    assertThat(authorization()).isEqualTo("Bearer t1");
    now = now.plusMillis(1);
    assertThat(authorization()).isEqualTo("Bearer t2");
  }

  @Test
  void tokenThatCannotBeReplaced_isUsedUntilItExpires() {
    authorization();
    failure = new IllegalStateException("issuer is down");
    now = START.plus(Duration.ofMinutes(59));
    assertThat(authorization()).isEqualTo("Bearer t1");
    assertThat(authorization()).isEqualTo("Bearer t1");
    assertThat(fetched).isEqualTo(2);
    now = START.plus(Duration.ofHours(1));
    assertThatThrownBy(this::authorization).hasMessageContaining("issuer is down");
  }

  @Test
  void refusedToken_isReplacedUnlessItWasAlready() {
    authorization();
    tokens.refused("Bearer t1");
    assertThat(authorization()).isEqualTo("Bearer t2");
    tokens.refused("Bearer t1");
    assertThat(authorization()).isEqualTo("Bearer t2");
  }
}
