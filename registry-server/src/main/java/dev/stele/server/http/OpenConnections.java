package dev.stele.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The clients' connections. Thread-safe. */
final class OpenConnections implements Handler<HttpConnection> {
  private final Set<HttpConnection> open = new HashSet<>(); // guarded by this

  @Override
  public synchronized void handle(HttpConnection connection) {
    open.add(connection);
    connection.closeHandler(closed -> remove(connection));
  }

  /** Blocks until none is open. Gives up when time is up. */
  synchronized void awaitNone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty()) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return;
      }
      wait(leftMs);
    }
  }

  /** Closes them, whatever is under way. */
  void close() {
    List<HttpConnection> left;
    synchronized (this) {
      left = List.copyOf(open);
    }
    left.forEach(HttpConnection::close);
  }

  private synchronized void remove(HttpConnection connection) {
    open.remove(connection);
    notifyAll();
  }
}
