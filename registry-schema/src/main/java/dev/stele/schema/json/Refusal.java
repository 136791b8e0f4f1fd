package dev.stele.schema.json;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;

/** Why a text is refused: the reference registry's bare words as message, and the reason. */
final class Refusal {
  private static final int MAX_REASON_CHARS = 500;

  private Refusal() {}

  /** Of a text that is not JSON. */
  static InvalidSchemaException unreadable(String reason) {
    return new InvalidSchemaException(Phase.PARSE, "Invalid JSON schema", cut(reason));
  }

  /**
   * Of JSON that is not a schema.
   *
   * @param reason a clause that names the keyword and its value, for instance {@code minLength is
   *     -1, not a non-negative integer}
   */
  static InvalidSchemaException invalid(Place place, String reason) {
    return invalid(reason + ", at " + place.pointer());
  }

  /** Of JSON that is not a schema, for a reason that has no place. */
  static InvalidSchemaException invalid(String reason) {
    return new InvalidSchemaException(Phase.VALIDATE, "Invalid JSON", cut(reason));
  }

  /** Of a text that exceeds a limit, which the reference registry does not have. */
  static InvalidSchemaException tooLarge(String message) {
    return new InvalidSchemaException(Phase.VALIDATE, message);
  }

  private static String cut(String reason) {
    return reason.length() <= MAX_REASON_CHARS
        ? reason
        : reason.substring(0, MAX_REASON_CHARS - 1) + "…";
  }
}
