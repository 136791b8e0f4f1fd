package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.engine.Engine.Answer;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.Engine.Relayed;
import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.view.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A command that somebody waits for. Confined to the loop, but for its answer. */
final class Pending<R> {
  private final CommandId id;
  private final Command<R> command;
  private final Origin origin;
  private final CompletionStage<Outcome> seen;
  private final long sinceMs;
  private final CompletableFuture<Answer<R>> answer = new CompletableFuture<>();
  private final Notes notes = new Notes();
  private int rounds;
  private int misdirections;
  private boolean alone;
  private boolean written;

  /**
   * @param seen completes when the command is found in the log
   * @param sinceMs wall time, in ms since 1970; it cannot have been written before
   */
  Pending(
      CommandId id,
      Command<R> command,
      Origin origin,
      CompletionStage<Outcome> seen,
      long sinceMs) {
    this.id = id;
    this.command = command;
    this.origin = origin;
    this.seen = seen;
    this.sinceMs = sinceMs;
  }

  CommandId id() {
    return id;
  }

  /** What the caller waits for. */
  CompletionStage<Answer<R>> answer() {
    return answer;
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  /** Milliseconds since it came. */
  long ageMs(long nowMs) {
    return nowMs - sinceMs;
  }

  /** Whether another node sent it, which sees to it if this one does not answer. */
  boolean isForwarded() {
    return origin.fold(client -> false, peer -> true);
  }

  /** What to send to the writer; empty if another node sent it here. */
  Optional<ClientCall> call() {
    return origin.fold(client -> Optional.of(client.call()), peer -> Optional.empty());
  }

  /**
   * Whether it may be decided under a claim. One that another node sent may be run under the claim
   * that it was sent to and never under a later one: its sender may have seen to it by then.
   */
  boolean mayRunUnder(Claim claim) {
    return origin.fold(client -> true, peer -> peer.forward().claim() == claim.offset());
  }

  Decision<R> decide(State state, Verdicts verdicts) {
    return command.decide(state, notes.over(verdicts));
  }

  /** Counts how often the command went back to a worker. */
  int nextRound() {
    return ++rounds;
  }

  /** Counts how often it was sent to a node that was not the writer. */
  int nextMisdirection() {
    return ++misdirections;
  }

  /** Whether it must have a transaction to itself, because it was in one that was too large. */
  boolean isAlone() {
    return alone;
  }

  void setAlone() {
    alone = true;
  }

  /** It goes into a transaction, or to another node: it may get into the log unknown to us. */
  void setWritten() {
    written = true;
  }

  /** It is not in the log and on no way there, that is certain. */
  void setNotWritten() {
    written = false;
  }

  boolean mayBeWritten() {
    return written;
  }

  /** Completes when the command is found in the log. */
  CompletionStage<Outcome> seen() {
    return seen;
  }

  /**
   * Answers from the log, on a worker.
   *
   * @return whether it was there
   */
  boolean answerFromLog(Preparer preparer) {
    if (!seen.toCompletableFuture().isDone()) {
      return false;
    }
    seen.thenCompose(
            outcome ->
                preparer.prepare(
                    computing ->
                        complete(
                            command.reply(outcome.before(), outcome.events(), computing),
                            outcome.place().schemas())))
        .whenComplete(
            (answered, error) -> {
              if (error != null) {
                fail(UnavailableException.unknown("It is done, and the answer is lost: " + error));
              }
            });
    return true;
  }

  void complete(Decision<R> decision, long offset) {
    decision.fold(accepted -> complete(accepted.reply(), offset), error -> refuse(error, offset));
  }

  /** Passes another node's answer on. */
  void relay(PeerReply reply) {
    answer.complete(new Relayed<>(reply));
  }

  boolean refuse(RegistryError error, long offset) {
    return answer.completeExceptionally(new RefusedException(error, offset));
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  private boolean complete(R reply, long offset) {
    return answer.complete(new Done<>(reply, offset));
  }
}
