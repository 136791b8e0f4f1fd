package dev.stele.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.RegistryError;
import dev.stele.server.engine.UnavailableException.Reason;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What tests in virtual time have in common: waiting for outcomes. */
interface InSimulation {
  Simulation simulation();

  /** What a stage completes with. */
  default <T> T answer(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    simulation().runUntil(future::isDone);
    assertThat(future).isDone();
    return future.join();
  }

  /** What a stage fails with. */
  default Throwable failure(CompletionStage<?> stage) {
    CompletableFuture<@Nullable Throwable> failed = new CompletableFuture<>();
    stage.whenComplete((done, error) -> failed.complete(error));
    simulation().runUntil(failed::isDone);
    assertThat(failed).isDone();
    Throwable failure = Objects.requireNonNull(failed.join());
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Why something was not done, or may not have been. */
  default Reason reason(CompletionStage<?> stage) {
    Throwable failure = failure(stage);
    assertThat(failure).isInstanceOf(UnavailableException.class);
    return ((UnavailableException) failure).reason();
  }

  /** Why a command was refused. */
  default RegistryError refusal(CompletionStage<?> stage) {
    Throwable failure = failure(stage);
    assertThat(failure).isInstanceOf(RefusedException.class);
    return ((RefusedException) failure).error();
  }
}
