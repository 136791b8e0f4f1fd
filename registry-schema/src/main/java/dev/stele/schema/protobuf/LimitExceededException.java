package dev.stele.schema.protobuf;

/** A comparison is given up; the message says what was too much. */
final class LimitExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LimitExceededException(String message) {
    super(message);
  }
}
