package dev.stele.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line or one message that can't be used, and is passed over; the message says why. */
final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  BadInputException(String message) {
    this(message, null);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
