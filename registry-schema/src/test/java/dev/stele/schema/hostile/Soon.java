package dev.stele.schema.hostile;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that must end soon, with half of the usual stack. */
public final class Soon {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int STACK_BYTES = 512 * 1024;

  private Soon() {}

  /** Does the work on a thread of its own. */
  public static <T> T soon(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "hostile", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
