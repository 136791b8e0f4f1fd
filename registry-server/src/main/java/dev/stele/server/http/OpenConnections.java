package dev.stele.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients' connections, and how many requests are under way on those that speak HTTP/2: such a
 * connection is ended only when there is none, since there are clients that give up what is under
 * way as soon as they hear of the end. Thread-safe.
 */
final class OpenConnections implements Handler<HttpConnection> {
  // Once nothing is under way, or the request that is has been answered.
  private static final Duration UNDER_WAY = Duration.ofSeconds(5);

  private final Map<HttpConnection, Use> open = new HashMap<>(); // guarded by this
  private volatile boolean leaving;

  /** What is known of a connection. */
  private static final class Use {
    int requests; // under way, over HTTP/2
    boolean ending; // asked twice, Vert.x ends it at once
  }

  @Override
  public synchronized void handle(HttpConnection connection) {
    open.put(connection, new Use());
    connection.closeHandler(closed -> remove(connection));
  }

  /** A request has come. */
  void asked(RoutingContext context) {
    HttpServerRequest http = context.request();
    if (isHttp2(http)) {
      count(http.connection(), 1);
      context.addEndHandler(ended -> count(http.connection(), -1));
    }
  }

  /** From now on each connection ends with the next answer after which nothing is under way. */
  void leave() {
    leaving = true;
  }

  /** Whether an answer over HTTP/1 is to be the last one; then it is. */
  boolean isLast(HttpServerRequest http) {
    if (!leaving || isHttp2(http)) {
      return false;
    }
    end(http.connection());
    return true;
  }

  /** Ends those on which nothing is under way, and the others with their answers. */
  synchronized void end() {
    leaving = true;
    List.copyOf(open.keySet()).forEach(this::end);
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
      left = List.copyOf(open.keySet());
    }
    left.forEach(HttpConnection::close);
  }

  private synchronized void count(HttpConnection connection, int change) {
    Use use = open.get(connection);
    if (use != null) {
      use.requests += change;
      if (leaving && change < 0) {
        end(connection);
      }
    }
  }

  // Over HTTP/1 what is under way is still answered.
  private synchronized void end(HttpConnection connection) {
    Use use = open.get(connection);
    if (use != null && use.requests == 0 && !use.ending) {
      use.ending = true;
      connection.shutdown(UNDER_WAY);
    }
  }

  private synchronized void remove(HttpConnection connection) {
    open.remove(connection);
    notifyAll();
  }

  private static boolean isHttp2(HttpServerRequest http) {
    return http.version() == HttpVersion.HTTP_2;
  }
}
