package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Query;
import dev.stele.server.log.Position;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Runs commands, here or on the node that may write. Thread-safe. */
public interface Engine {
  /**
   * Runs a command.
   *
   * @return the answer once this node's view holds what it says; or fails with {@link
   *     RefusedException} if it was refused, with {@link UnavailableException} if it was not done
   *     or may not have been, and with {@link MisdirectedException} if another node sent it and it
   *     is not this one's to run
   */
  <R> CompletionStage<Answer<R>> submit(Command<R> command, Origin origin);

  /**
   * Answers a question from this node's view.
   *
   * @return the answer; or fails as {@link #submit} does
   */
  <R> CompletionStage<Done<R>> ask(Query<R> query);

  /**
   * Completes when this node's view holds everything that was acknowledged anywhere before the
   * call. Concurrent calls share one question to the broker. Fails with {@link
   * UnavailableException}.
   */
  CompletionStage<Position> confirm();

  /** Completes when the engine comes to it: at once, unless the node is stuck. */
  CompletionStage<Void> ping();

  /** What became of a command. */
  sealed interface Answer<R> {
    <T> T fold(Function<Done<R>, T> done, Function<Relayed<R>, T> relayed);
  }

  /**
   * A reply.
   *
   * @param offset the next offset of {@code _schemas} behind what it says; a floor for reads
   */
  record Done<R>(R reply, long offset) implements Answer<R> {
    @Override
    public <T> T fold(Function<Done<R>, T> done, Function<Relayed<R>, T> relayed) {
      return done.apply(this);
    }
  }

  /** Another node's answer, whatever it says, for the client as it is. */
  record Relayed<R>(PeerReply reply) implements Answer<R> {
    @Override
    public <T> T fold(Function<Done<R>, T> done, Function<Relayed<R>, T> relayed) {
      return relayed.apply(this);
    }
  }
}
