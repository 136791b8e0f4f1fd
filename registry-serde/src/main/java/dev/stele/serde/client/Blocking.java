package dev.stele.serde.client;

import dev.stele.serde.internal.Flights;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Waits for what ends in bounded time. */
final class Blocking {
  private Blocking() {}

  /**
   * The result.
   *
   * @param what is waited for, for the error if the thread is interrupted
   * @throws RegistryException what the future failed with, or that the thread was interrupted; then
   *     its flag is set again
   */
  static <T> T await(String what, CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      // What is under way goes on: others may wait for it.
      Thread.currentThread().interrupt();
      throw RegistryException.unanswered(what, "interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : Flights.unwrapped(e.getCause());
      if (cause instanceof RegistryException failure) {
        throw failure.thrownHere();
      }
      if (cause instanceof TimeoutException) {
        throw RegistryException.unanswered(what, "timed out", cause);
      }
      throw new IllegalStateException(what + ": " + cause, cause);
    }
  }
}
