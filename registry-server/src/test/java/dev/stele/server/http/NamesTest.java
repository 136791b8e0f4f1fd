package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class NamesTest {
  private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final Names names = new Names(vertx, SOON, this::answer);

  @AfterEach
  void stop() throws Exception {
    end.countDown();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void silence_isNotWaitedFor_andOtherNamesAreFound() {
    Names impatient = new Names(vertx, Duration.ofMillis(500), this::answer);
    List<CompletableFuture<String>> silent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      silent.add(lookUp(impatient, "silent"));
    }

    silent.forEach(answer -> assertThat(answer).failsWithin(SOON));
    assertThat(asked).hasValue(1);
    CompletableFuture<String> good = lookUp(impatient, "good");
    while (isLate(good)) { // as a machine may be that does much else; ended by the test's timeout
      good = lookUp(impatient, "good");
    }
    assertThat(good).isCompletedWithValue("127.0.0.2");
  }

  @Test
  void unknownName_isAskedForAgainLater() {
    for (int i = 1; i <= 200; i++) {
      assertThat(lookUp("unknown")).failsWithin(SOON);
      assertThat(asked).hasValue(i);
    }
  }

  @Test
  void address_needsNoAnswer() {
    assertThat(lookUp("10.0.0.1")).succeedsWithin(SOON).isEqualTo("10.0.0.1");
    assertThat(lookUp("[::1]")).succeedsWithin(SOON).isEqualTo("[::1]");
    assertThat(asked).hasValue(0);
  }

  @Test
  void addressOfIpv6_isSpelledAsInAUrl() {
    assertThat(lookUp("six")).succeedsWithin(SOON).isEqualTo("[0:0:0:0:0:0:0:1]");
  }

  private static boolean isLate(CompletableFuture<String> answer) {
    try {
      answer.join();
      return false;
    } catch (CompletionException e) {
      return e.getCause() instanceof TimeoutException;
    }
  }

  private CompletableFuture<String> lookUp(String host) {
    return lookUp(names, host);
  }

  private CompletableFuture<String> lookUp(Names names, String host) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    context.runOnContext(
        go -> names.lookUp(host).onComplete(answer::complete, answer::completeExceptionally));
    return answer;
  }

  private InetAddress answer(String name) throws UnknownHostException {
    asked.incrementAndGet();
    return switch (name) {
      case "good" -> InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
      case "six" -> InetAddress.getByAddress(SIX);
      case "silent" -> silence();
      default -> throw new UnknownHostException(name);
    };
  }

  private InetAddress silence() throws UnknownHostException {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException("no answer");
  }
}
