package dev.stele.server.engine;

import dev.stele.server.domain.State;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.engine.UnavailableException.Reason;
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
  private final int rounds;

  /**
   * @param rounds how often a command may come again
   */
  Preparer(Executor workers, VerdictCache verdicts, int rounds) {
    this.workers = workers;
    this.verdicts = verdicts;
    this.rounds = rounds;
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

  /** Decides a command that missed a verdict. Fails as {@link #prepare} does. */
  CompletionStage<?> prepareAgain(Pending<?> pending, State state) {
    return pending.nextRound() > rounds
        ? CompletableFuture.failedStage(
            new UnavailableException(
                Reason.QUEUE_FULL,
                "Too busy: what this write depends on had to be checked " + rounds + " times over"))
        : prepare(computing -> pending.decide(state, computing));
  }
}
