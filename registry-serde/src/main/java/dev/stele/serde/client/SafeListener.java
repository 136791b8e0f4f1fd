package dev.stele.serde.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a user's listener throws away from the requests it is told of. */
final class SafeListener implements ClientListener {
  private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

  private final ClientListener listener;
  private final AtomicBoolean complained = new AtomicBoolean();

  SafeListener(ClientListener listener) {
    this.listener = listener;
  }

  @Override
  public void requestFinished(Operation operation, String address, int status, Duration duration) {
    safely(() -> listener.requestFinished(operation, address, status, duration));
  }

  @Override
  public void retrying(Operation operation, int retry, Duration wait) {
    safely(() -> listener.retrying(operation, retry, wait));
  }

  @Override
  public void failedOver(Operation operation, String from, String to) {
    safely(() -> listener.failedOver(operation, from, to));
  }

  @Override
  public void cacheHit(Operation operation) {
    safely(() -> listener.cacheHit(operation));
  }

  @Override
  public void cacheMiss(Operation operation) {
    safely(() -> listener.cacheMiss(operation));
  }

  private void safely(Runnable report) {
    try {
      report.run();
    } catch (RuntimeException | Error e) {
      if (complained.compareAndSet(false, true)) {
        LOG.warn("{} failed; later failures are not logged", listener.getClass().getName(), e);
      }
    }
  }
}
