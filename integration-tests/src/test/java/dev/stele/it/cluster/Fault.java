package dev.stele.it.cluster;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that happens to a cluster under load, and passes.
 *
 * @param lasts at least, unless what happens takes its own time
 * @param felt what clients may notice
 * @param aim chooses what it happens to, such as the node that is the writer now
 */
record Fault(String name, Duration lasts, Felt felt, Supplier<Incident> aim) {
  /** By clients that go to another node when one refuses their connection. */
  enum Felt {
    /** Every call is answered, and none is refused with 503. */
    NOT_AT_ALL,
    /** Calls may fail; some writes get through while it lasts. */
    BEARABLE,
    /** Writes need not get through before it is over. */
    OUTAGE
  }

  /**
   * A fault that knows what it happens to.
   *
   * @param inject makes it happen
   * @param undo makes it pass
   */
  record Incident(Runnable inject, Runnable undo) {}

  /** The same, and no client may notice it. */
  Fault unnoticed() {
    return new Fault(name, lasts, Felt.NOT_AT_ALL, aim);
  }

  /** One that is over when it has happened. */
  static Fault passing(String name, Felt felt, Runnable inject) {
    return new Fault(name, Duration.ZERO, felt, () -> new Incident(inject, () -> {}));
  }
}
