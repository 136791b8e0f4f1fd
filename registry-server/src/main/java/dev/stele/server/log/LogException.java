package dev.stele.server.log;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The log could not do what it was asked. A claim is gone with any failure of what was asked under
 * it, but for {@link Reason#TOO_LARGE}.
 */
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public LogException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public LogException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What failed; the worst that may have happened if the log does not say. */
  public static LogException of(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof LogException known
        ? known
        : new LogException(Reason.ROLE_LOST, "The log failed: " + cause, cause);
  }

  public Reason reason() {
    return reason;
  }

  /** What a caller must do. */
  public enum Reason {
    /** A record is larger than the topic takes. Nothing was written; the claim still holds. */
    TOO_LARGE,
    /** The claim is lost; whether the transaction was committed is unknown. */
    ROLE_LOST,
    /** Nothing was written: Kafka could not be reached, or failed. */
    UNAVAILABLE,
    /** Nothing was written: this node must not write here until an operator has done something. */
    FORBIDDEN
  }
}
