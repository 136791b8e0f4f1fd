package dev.stele.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.engine.ClientCall;
import dev.stele.server.engine.Forward;
import dev.stele.server.engine.Loop;
import dev.stele.server.engine.PeerException;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.engine.PeerReply;
import dev.stele.server.engine.Peers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class AdvertisedAddressTest {
  private static final PeerNode SELF = new PeerNode("me", "http://me:8081");

  private final Deque<Runnable> later = new ArrayDeque<>();
  private CompletableFuture<Void> pong = new CompletableFuture<>();
  private final AdvertisedAddress address =
      new AdvertisedAddress(new OnePong(), new Now(), SELF, Duration.ofMillis(500));

  @Test
  void nothingIsKnownYet_noProblem() {
    address.check();

    assertThat(address.problem()).isEmpty();
  }

  @Test
  void itAnswers_noProblem_andNoMoreQuestions() {
    address.check();
    pong.complete(null);

    assertThat(address.problem()).isEmpty();
    assertThat(later).isEmpty();
  }

  @Test
  void silence_isAProblemOnceTimeIsUpTwice() {
    address.check();
    later.remove().run();
    assertThat(address.problem()).isEmpty();

    pong = new CompletableFuture<>();
    later.remove().run();
    later.remove().run();

    assertThat(address.problem().orElseThrow()).contains("no answer for 500 ms");
  }

  @Test
  void itDoesNotAnswer_isSaid_untilItDoes() {
    address.check();
    pong.completeExceptionally(
        new PeerException(PeerException.Kind.UNREACHABLE, "At http://me:8081 answers node other"));
    later.remove().run();

    assertThat(address.problem().orElseThrow())
        .contains("http://me:8081", "answers node other", "host.name", "host.port");

    pong = CompletableFuture.completedFuture(null);
    later.remove().run();

    assertThat(address.problem()).isEmpty();
  }

  private final class OnePong implements Peers {
    @Override
    public CompletionStage<PeerReply> forward(PeerNode holder, Forward forward, ClientCall call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> ping(PeerNode node) {
      assertThat(node).isEqualTo(SELF);
      return pong;
    }
  }

  /** Runs tasks at once, and keeps those that have time. */
  private final class Now implements Loop {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      later.add(task);
      return () -> later.remove(task);
    }

    @Override
    public long nowMs() {
      return 0;
    }
  }
}
