package dev.stele.schema;

/** A text that is not a schema of its format; the message is the parser's. */
public final class InvalidSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidSchemaException(String message) {
    super(message);
  }

  public InvalidSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
