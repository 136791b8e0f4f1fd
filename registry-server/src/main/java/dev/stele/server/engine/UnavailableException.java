package dev.stele.server.engine;

import dev.stele.server.log.LogException;

/** The registry could not say yes or no. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  public UnavailableException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static UnavailableException noKafka(LogException reason) {
    return new UnavailableException(
        Reason.NO_KAFKA, "Kafka cannot be written now: " + reason.getMessage());
  }

  static UnavailableException leaving() {
    return new UnavailableException(Reason.NOT_READY, "This node is shutting down");
  }

  static UnavailableException unknown(String why) {
    return new UnavailableException(Reason.UNKNOWN, why + ": the write may have been done, or not");
  }

  public Reason reason() {
    return reason;
  }

  /** Why; all but {@link #UNKNOWN} promise that nothing was written. */
  public enum Reason {
    /** Kafka cannot be reached, or refuses this node. */
    NO_KAFKA,
    /** Too many writes are waiting. */
    QUEUE_FULL,
    /** The view did not come to the offset asked for in time. */
    OFFSET_NOT_REACHED,
    /** The view has not read the log yet. */
    NOT_READY,
    /** The write timeout has passed: it may have been done or not. */
    UNKNOWN
  }
}
