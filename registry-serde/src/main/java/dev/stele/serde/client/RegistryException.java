package dev.stele.serde.client;

import org.jspecify.annotations.Nullable;

/** The registry refused, failed or could not be reached. The message holds no credentials. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The {@link #errorCode} of an answer that is not in the registry's form. */
  public static final int UNREADABLE_ANSWER = 50005;

  private final int status;
  private final int errorCode;
  private final String url;

  RegistryException(
      int status, int errorCode, String url, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.errorCode = errorCode;
    this.url = url;
  }

  static boolean mayPass(Throwable failure) {
    return failure instanceof RegistryException e && e.isRetriable();
  }

  static RegistryException unanswered(String what, String why, Throwable cause) {
    return new RegistryException(0, 0, what, what + ": " + why, cause);
  }

  static RegistryException unreadable(String what, String message) {
    return new RegistryException(200, UNREADABLE_ANSWER, what, message, null);
  }

  /** The same with the stack of the thread that waited for it, which tells who asked. */
  RegistryException thrownHere() {
    return new RegistryException(status, errorCode, url, String.valueOf(getMessage()), getCause());
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /**
   * The registry's own number, for instance 40403; {@link #UNREADABLE_ANSWER} if the answer had
   * none, 0 if there was no answer.
   */
  public int errorCode() {
    return errorCode;
  }

  /** What was asked, without user name and password. */
  public String url() {
    return url;
  }

  /** Whether the same request may succeed later: no answer, 408, 429, 500, 502, 503 or 504. */
  public boolean isRetriable() {
    if (getCause() instanceof InterruptedException) {
      return false;
    }
    return switch (status) {
      case 0, 408, 429, 500, 502, 503, 504 -> true;
      default -> false;
    };
  }
}
