package dev.stele.server;

/** The server cannot start; the message is one sentence for the operator. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
