package dev.stele.server.http;

import dev.stele.server.engine.UnavailableException;
import dev.stele.server.engine.UnavailableException.Reason;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of all bodies that are being read or wait for their answer, by the length they
 * announce; one that announces none counts as the largest. Thread-safe.
 */
final class InFlight implements PlatformHandler {
  /** Where a request keeps the answer it waits for. */
  static final String ANSWER = "answer";

  private final AtomicLong held = new AtomicLong();
  private final long maxBytes;
  private final int maxBodyBytes;

  InFlight(HttpSettings settings) {
    this.maxBytes = settings.maxInFlightBytes();
    this.maxBodyBytes = settings.maxBodyBytes();
  }

  @Override
  public void handle(RoutingContext context) {
    long announced = AnnouncedBody.bytes(context.request());
    long bytes =
        announced == AnnouncedBody.UNKNOWN ? maxBodyBytes : Math.min(announced, maxBodyBytes);
    if (held.addAndGet(bytes) > maxBytes) {
      held.addAndGet(-bytes);
      throw new UnavailableException(
          Reason.QUEUE_FULL,
          "Request bodies in flight would be more than "
              + maxBytes
              + " bytes, the limit set by stele.http.inflight.max.bytes");
    }
    context.addEndHandler(ended -> release(context, bytes));
    context.next();
  }

  // The engine still has the body of a client that went away.
  private void release(RoutingContext context, long bytes) {
    Future<?> answer = context.get(ANSWER, Future.succeededFuture());
    answer.onComplete(done -> held.addAndGet(-bytes));
  }
}
