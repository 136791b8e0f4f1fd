package dev.stele.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/** Counts the clients' connections. Thread-safe. */
final class OpenConnections implements Handler<HttpConnection> {
  private int open;

  @Override
  public void handle(HttpConnection connection) {
    count(1);
    connection.closeHandler(closed -> count(-1));
  }

  /** Blocks until none is open. Gives up when time is up. */
  synchronized void awaitNone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (open > 0) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return;
      }
      wait(leftMs);
    }
  }

  private synchronized void count(int more) {
    open += more;
    notifyAll();
  }
}
