package dev.stele.server.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop in production: a real thread, in real time. */
public final class EngineThread implements Loop, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineThread.class);

  private final ScheduledThreadPoolExecutor executor;

  public EngineThread(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(guarded(task));
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    var future = executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Lets what is queued finish, and drops timers. */
  @Override
  public void close() {
    executor.shutdown();
  }

  // A border: the executor would keep what a task throws in a future that nobody reads.
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        log.error("A task of the engine failed: this is a bug, please report it", e);
      }
    };
  }
}
