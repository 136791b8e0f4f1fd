package dev.stele.schema;

import java.util.Objects;

/** A text that is not a schema of its format; the message is the parser's. */
public final class InvalidSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** When a text was found to be invalid; the reference registry frames the message accordingly. */
  public enum Phase {
    /** While it was read. */
    PARSE,
    /** Afterwards: it could be read, but has no normal form. */
    VALIDATE
  }

  private final Phase phase;

  public InvalidSchemaException(String message) {
    this(Phase.PARSE, message);
  }

  public InvalidSchemaException(Phase phase, String message) {
    super(message);
    this.phase = phase;
  }

  public InvalidSchemaException(String message, Throwable cause) {
    this(Phase.PARSE, message, cause);
  }

  public InvalidSchemaException(Phase phase, String message, Throwable cause) {
    super(message, cause);
    this.phase = phase;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Phase phase() {
    return phase;
  }
}
