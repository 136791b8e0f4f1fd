package dev.stele.serde.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an operator once that what is known may be outdated, and once that it is not any more. */
public final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final AtomicBoolean on = new AtomicBoolean();

  /**
   * Something could not be asked for again.
   *
   * @param what is gone on with, for instance {@code the latest version of orders-value}
   */
  public void failed(Object what, Throwable failure) {
    if (on.compareAndSet(false, true)) {
      LOG.warn(
          "The registry cannot be asked whether {} has changed; going on with what is known, and"
              + " with the same of all else until it answers. Check schema.registry.url and whether"
              + " the registry runs: {}",
          what,
          failure.getMessage());
    }
  }

  /** Something was asked for again. */
  public void answered() {
    if (on.get() && on.compareAndSet(true, false)) {
      LOG.info("The registry answers again; what it says is used from now on");
    }
  }
}
