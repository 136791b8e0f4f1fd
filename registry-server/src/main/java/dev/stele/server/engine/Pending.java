package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.log.CommandId;
import dev.stele.server.view.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A command that somebody waits for. Confined to the loop, but for its answer. */
final class Pending<R> {
  private final CommandId id;
  private final Command<R> command;
  private final CompletionStage<Outcome> seen;
  private final CompletableFuture<Done<R>> answer = new CompletableFuture<>();
  private int rounds;
  private boolean alone;
  private boolean written;

  /**
   * @param seen completes when the command is found in the log
   */
  Pending(CommandId id, Command<R> command, CompletionStage<Outcome> seen) {
    this.id = id;
    this.command = command;
    this.seen = seen;
  }

  CommandId id() {
    return id;
  }

  /** What the caller waits for. */
  CompletionStage<Done<R>> answer() {
    return answer;
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  Decision<R> decide(State state, Verdicts verdicts) {
    return command.decide(state, verdicts);
  }

  /** Counts how often the command went back to a worker. */
  int nextRound() {
    return ++rounds;
  }

  /** Whether it must have a transaction to itself, because it was in one that was too large. */
  boolean isAlone() {
    return alone;
  }

  void setAlone() {
    alone = true;
  }

  /** It goes into a transaction: from now on it may be in the log without our knowing. */
  void setWritten() {
    written = true;
  }

  /** Its transaction was not committed, that is certain. */
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
   * Answers from the log.
   *
   * @return whether it was there
   */
  boolean answerFromLog() {
    CompletableFuture<Outcome> found = seen.toCompletableFuture();
    if (!found.isDone()) {
      return false;
    }
    try {
      Outcome outcome = found.join();
      complete(command.reply(outcome.before(), outcome.events()), outcome.place().schemas());
    } catch (RuntimeException e) { // a border: one command must not stop the others
      fail(e);
    }
    return true;
  }

  void complete(Decision<R> decision, long offset) {
    decision.fold(accepted -> complete(accepted.reply(), offset), error -> refuse(error, offset));
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
