package dev.stele.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ends a command with exit code 1; the message is one sentence for the person who called it. */
final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  FailureException(String message) {
    this(message, null);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
