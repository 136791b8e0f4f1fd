package dev.stele.server;

import dev.stele.server.engine.Loop;
import dev.stele.server.engine.PeerException;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.engine.Peers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node is found where it tells the others to look for it. If it is not, everything
 * works all the same, but a write that goes through another node takes the writer role there. Asked
 * again while it fails, since some names are known only after a while, and a node that starts may
 * be slow: one failure says nothing. Thread-safe.
 */
final class AdvertisedAddress {
  private static final Logger logger = LoggerFactory.getLogger(AdvertisedAddress.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int TRIES_BEFORE_WARNING = 2;

  private final Peers peers;
  private final Loop loop;
  private final PeerNode self;
  private final Duration patience;
  private int failures; // on the loop
  private volatile Optional<String> problem = Optional.empty();

  /**
   * @param patience how long an answer may take
   */
  AdvertisedAddress(Peers peers, Loop loop, PeerNode self, Duration patience) {
    this.patience = patience;
    this.peers = peers;
    this.loop = loop;
    this.self = self;
  }

  /** Asks, and goes on asking until this node answers. */
  void check() {
    CompletableFuture<Void> pong = peers.ping(self).toCompletableFuture();
    Loop.Timer limit =
        loop.after(
            patience,
            () ->
                pong.completeExceptionally(
                    new PeerException(
                        PeerException.Kind.LOST, "no answer for " + patience.toMillis() + " ms")));
    CompletionStage<Void> outcome = pong;
    outcome.whenComplete(
        (done, error) ->
            loop.execute(
                () -> {
                  limit.cancel();
                  if (error == null) {
                    problem = Optional.empty();
                  } else {
                    fail(reason(error));
                  }
                }));
  }

  /** What is wrong, for an operator; empty if nothing is, or it is not known yet. */
  Optional<String> problem() {
    return problem;
  }

  private static String reason(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private void fail(String reason) {
    String found =
        "Other nodes may not reach this one at %s, and take the writer role where they could ask for a write: %s; see host.name and host.port"
            .formatted(self.url(), reason);
    failures++;
    if (failures >= TRIES_BEFORE_WARNING) {
      problem = Optional.of(found);
    }
    if (failures == TRIES_BEFORE_WARNING) {
      logger.warn("Works, but slower: {}", found);
    }
    loop.after(PAUSE, this::check);
  }
}
