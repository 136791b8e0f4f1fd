package dev.stele.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that is not a schema of its format. The message is the reference registry's, to the
 * letter; where that says nothing, {@link #reason} does.
 */
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
  private final @Nullable String reason;

  public InvalidSchemaException(String message) {
    this(Phase.PARSE, message);
  }

  public InvalidSchemaException(Phase phase, String message) {
    super(message);
    this.phase = phase;
    this.reason = null;
  }

  /**
   * @param reason what is wrong and where, for people
   */
  public InvalidSchemaException(Phase phase, String message, String reason) {
    super(message);
    this.phase = phase;
    this.reason = reason;
  }

  public InvalidSchemaException(String message, Throwable cause) {
    this(Phase.PARSE, message, cause);
  }

  public InvalidSchemaException(Phase phase, String message, Throwable cause) {
    super(message, cause);
    this.phase = phase;
    this.reason = null;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Phase phase() {
    return phase;
  }

  /** What is wrong and where, for people: for explanations and logs. May be the message itself. */
  public String reason() {
    return reason == null ? getMessage() : reason;
  }
}
