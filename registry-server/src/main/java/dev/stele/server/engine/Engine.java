package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Query;
import dev.stele.server.log.Position;
import java.util.concurrent.CompletionStage;

/** Runs commands, one at a time. Thread-safe. */
public interface Engine {
  /**
   * Runs a command.
   *
   * @return the reply once it is in this node's view; or fails with {@link RefusedException} if it
   *     was refused, and with {@link UnavailableException} if it was not done or may not have been
   */
  <R> CompletionStage<Done<R>> submit(Command<R> command);

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

  /**
   * A reply.
   *
   * @param offset the next offset of {@code _schemas} behind what it says; a floor for reads
   */
  record Done<R>(R reply, long offset) {}
}
