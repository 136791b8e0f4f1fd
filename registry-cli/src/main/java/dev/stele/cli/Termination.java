package dev.stele.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The wish to end the process, by Ctrl-C or SIGTERM, and the command's answer.
 *
 * <p>The command sees the wish, stops in its own order and returns its own exit code, where the JVM
 * would have it end with 130 or 143. Thread-safe.
 */
final class Termination {
  // Below the 5 s that we promise and well below the 10 s after which a container is killed.
  private static final Duration LIMIT = Duration.ofMillis(4500);

  private final CompletableFuture<Void> requested = new CompletableFuture<>();
  private final CompletableFuture<Integer> finished = new CompletableFuture<>();

  void hookIntoJvm() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopJvm, "stele-termination"));
  }

  void request() {
    requested.complete(null);
  }

  boolean isRequested() {
    return requested.isDone();
  }

  /** Completes when the process shall end. */
  CompletableFuture<Void> requested() {
    return requested.copy();
  }

  void finished(int exitCode) {
    finished.complete(exitCode);
  }

  private void stopJvm() {
    if (finished.isDone()) {
      return; // the command ended by itself, and the JVM is about to
    }
    request();
    int exitCode;
    try {
      exitCode = finished.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      System.err.println("stele: not stopped after " + LIMIT.toMillis() + " ms, ending anyway");
      exitCode = Main.FAILED;
    } catch (ExecutionException | InterruptedException e) {
      exitCode = Main.FAILED;
    }
    // Other than exit(), sets the code even though the JVM is ending because of a signal.
    Runtime.getRuntime().halt(exitCode);
  }
}
