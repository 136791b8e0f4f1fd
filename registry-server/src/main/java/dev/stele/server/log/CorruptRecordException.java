package dev.stele.server.log;

/** A record that cannot be understood; the message says why. */
final class CorruptRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptRecordException(String message) {
    super(message, null, false, false);
  }
}
