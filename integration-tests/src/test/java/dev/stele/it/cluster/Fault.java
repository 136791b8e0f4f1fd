package dev.stele.it.cluster;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that happens to a cluster under load, and passes.
 *
 * @param lasts at least, unless what happens takes its own time
 * @param bearable whether clients get on while it lasts; else only when it is over
 * @param aim chooses what it happens to, such as the node that is the writer now
 */
record Fault(String name, Duration lasts, boolean bearable, Supplier<Incident> aim) {
  /**
   * A fault that knows what it happens to.
   *
   * @param inject makes it happen
   * @param undo makes it pass
   */
  record Incident(Runnable inject, Runnable undo) {}

  /** One that is over when it has happened. */
  static Fault passing(String name, boolean bearable, Runnable inject) {
    return new Fault(name, Duration.ZERO, bearable, () -> new Incident(inject, () -> {}));
  }
}
