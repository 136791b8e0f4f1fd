package dev.stele.server.engine;

import java.util.concurrent.CompletionException;

/** Another node did not answer a client's request. */
public final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  public PeerException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** What failed; the worst that may have happened if that is not said. */
  static PeerException of(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof PeerException known
        ? known
        : new PeerException(Kind.LOST, "Asking another node failed: " + cause);
  }

  public Kind kind() {
    return kind;
  }

  /** What is known of the request's fate. */
  public enum Kind {
    /** The node never got it: nothing listens there, or another process does. */
    UNREACHABLE,
    /** It was sent, and nobody says what became of it. */
    LOST,
    /** The node does not hold that claim, or not any more; what it had begun may be in the log. */
    MISDIRECTED,
    /** The node has no Kafka to write to; nothing was written. */
    NO_KAFKA
  }
}
