package dev.stele.server.engine;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.engine.UnavailableException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Lets workers find out what schema texts mean, so that the engine's thread need only remember: a
 * command is prepared by deciding it for real. Thread-safe.
 */
final class Preparer {
  private final Executor workers;
  private final VerdictCache verdicts;

  Preparer(Executor workers, VerdictCache verdicts) {
    this.workers = workers;
    this.verdicts = verdicts;
  }

  /** What is known already; throws where nothing is. */
  Verdicts known() {
    return verdicts.known();
  }

  /**
   * Decides or answers something on a worker.
   *
   * @param work given verdicts on everything
   * @return completes on the worker; fails with {@link UnavailableException} if all are busy, or
   *     with what the work threw
   */
  <T> CompletionStage<T> prepare(Function<Verdicts, T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      workers.execute(
          () -> {
            try {
              result.complete(work.apply(verdicts.computing()));
            } catch (RuntimeException | Error e) { // a border: somebody waits for an answer
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          new UnavailableException(
              Reason.QUEUE_FULL, "Too many schemas are waiting to be parsed and compared"));
    }
    return result;
  }

  /**
   * Decides commands that missed a verdict, each on the state that those before it lead to: as the
   * next batch will, if it begins with them. So many writes to one subject need not come back one
   * by one.
   *
   * @return completes and fails as {@link #prepare} does
   */
  CompletionStage<State> rehearse(List<Pending<?>> commands, State base) {
    return prepare(
        computing -> {
          State fork = base;
          for (Pending<?> pending : commands) {
            fork = rehearsed(pending, fork, computing);
          }
          return fork;
        });
  }

  private static State rehearsed(Pending<?> pending, State state, Verdicts computing) {
    try {
      return pending
          .decide(state, computing)
          .fold(
              accepted -> {
                State fork = state;
                for (Event event : accepted.events()) {
                  fork = fork.apply(event, Stamp.PENDING);
                }
                return fork;
              },
              error -> state);
    } catch (RuntimeException e) { // a border: one command must not stop the others
      pending.fail(e);
      return state;
    }
  }
}
