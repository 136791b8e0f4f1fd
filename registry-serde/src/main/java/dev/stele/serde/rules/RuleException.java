package dev.stele.serde.rules;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A rule could not be run on a message. Its text reaches logs: it must not repeat the message.
 * Immutable and thread-safe.
 */
public class RuleException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** A failure with its reason, and what the reader can do. */
  public RuleException(String message) {
    super(message);
  }

  /** A failure with its reason and what caused it. */
  public RuleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
