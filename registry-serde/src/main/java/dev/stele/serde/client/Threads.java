package dev.stele.serde.client;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which requests go on when something happened, for all clients of the process. As
 * many as are needed, so that one that waits for another request never keeps that from going on;
 * gone when they were not needed for a while.
 */
final class Threads {
  private static final AtomicInteger COUNT = new AtomicInteger();

  static final Executor EXECUTOR =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads::thread);

  private Threads() {}

  private static Thread thread(Runnable task) {
    Thread thread =
        new Thread(null, task, "stele-registry-client-" + COUNT.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    // They outlive the application that happened to ask first.
    thread.setContextClassLoader(Threads.class.getClassLoader());
    return thread;
  }
}
