package dev.stele.schema.json;

import java.util.List;
import java.util.Optional;

/**
 * What a schema is, after the reference registry's parser: it makes one constraint of each schema,
 * or an {@link #ALL_OF} of several. Two schemas of different kinds are different types to it.
 */
enum Kind {
  /** {@code true}, {@code {}}, and whatever else says nothing. */
  ANY,
  /** {@code false}. */
  NONE,
  NULL,
  BOOLEAN,
  ARRAY,
  OBJECT,
  /** {@code integer} too, which is a number with a flag. */
  NUMBER,
  STRING,
  ENUM,
  CONST,
  NOT,
  /** {@code if}, {@code then} and {@code else}; never compared. */
  CONDITIONAL,
  REFERENCE,
  ALL_OF,
  ANY_OF,
  ONE_OF;

  /** What a schema without a type can be, by the keywords it has. */
  static final List<Kind> IMPLIED_BY_KEYWORDS = List.of(ARRAY, OBJECT, NUMBER, STRING, CONDITIONAL);

  /** The kind that a value of the keyword {@code type} asks for. */
  static Optional<Kind> ofType(String type) {
    return switch (type) {
      case "null" -> Optional.of(NULL);
      case "boolean" -> Optional.of(BOOLEAN);
      case "array" -> Optional.of(ARRAY);
      case "object" -> Optional.of(OBJECT);
      case "number", "integer" -> Optional.of(NUMBER);
      case "string" -> Optional.of(STRING);
      default -> Optional.empty();
    };
  }

  /** Whether a schema of this kind has members. */
  boolean isCombined() {
    return this == ALL_OF || this == ANY_OF || this == ONE_OF;
  }
}
