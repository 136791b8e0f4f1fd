package dev.stele.schema.json;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a schema is, after the reference registry's parser: it makes one constraint of each schema,
 * or an {@link #ALL_OF} of several. Two schemas of different kinds are different types to it.
 */
enum Kind {
  /** {@code true}, {@code {}}, and whatever else says nothing. */
  ANY,
  /** {@code false}. */
  NONE,
  NULL("null"),
  BOOLEAN("boolean"),
  ARRAY("array"),
  OBJECT("object"),
  /** {@code integer} too, which is a number with a flag. */
  NUMBER("number", "integer"),
  STRING("string"),
  ENUM,
  CONST,
  NOT,
  /** {@code if}, {@code then} and {@code else}; never compared. */
  CONDITIONAL,
  REFERENCE,
  ALL_OF,
  ANY_OF,
  ONE_OF;

  private final List<String> types;

  Kind(String... types) {
    this.types = List.of(types);
  }

  /** The kind that a value of the keyword {@code type} asks for. */
  static Optional<Kind> ofType(String type) {
    return Stream.of(values()).filter(kind -> kind.types.contains(type)).findFirst();
  }

  /** Whether a schema of this kind has members. */
  boolean isCombined() {
    return this == ALL_OF || this == ANY_OF || this == ONE_OF;
  }
}
