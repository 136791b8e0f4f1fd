package dev.stele.schema.avro;

import dev.stele.schema.Incompatibility;

/**
 * A rule of Avro's schema resolution that a pair of schemas breaks.
 *
 * @param path the place in the reader, as a JSON pointer into its text; {@code /} is the whole
 * @param detail what the rule names: a field, symbols, two types, two sizes
 */
record AvroIncompatibility(Rule kind, String path, String detail) implements Incompatibility {
  /** The rules, in the reference registry's spelling. */
  enum Rule {
    NAME_MISMATCH,
    FIXED_SIZE_MISMATCH,
    MISSING_ENUM_SYMBOLS,
    READER_FIELD_MISSING_DEFAULT_VALUE,
    TYPE_MISMATCH,
    MISSING_UNION_BRANCH,
    /** The pair could not be compared; the detail says why. */
    UNEXPECTED_EXCEPTION
  }

  @Override
  public String rule() {
    return kind.name();
  }

  @Override
  public String message(String reader, String writer) {
    if (kind == Rule.UNEXPECTED_EXCEPTION) {
      return "Unexpected exception during compatibility check: " + detail;
    }
    return "{errorType:'%s', description:'%s', additionalInfo:'%s'}"
        .formatted(kind, description(reader, writer), detail);
  }

  private String description(String reader, String writer) {
    return switch (kind) {
      case NAME_MISMATCH -> "The name of the schema has changed (path '%s')".formatted(path);
      case FIXED_SIZE_MISMATCH ->
          "The size of FIXED type field at path '%s' in the %s schema does not match with the %s schema"
              .formatted(path, reader, writer);
      case MISSING_ENUM_SYMBOLS ->
          "The %s schema is missing enum symbols '%s' at path '%s' in the %s schema"
              .formatted(reader, detail, path, writer);
      case READER_FIELD_MISSING_DEFAULT_VALUE ->
          "The field '%s' at path '%s' in the %s schema has no default value and is missing in the %s schema"
              .formatted(detail, path, reader, writer);
      case TYPE_MISMATCH ->
          "The type (path '%s') of a field in the %s schema does not match with the %s schema"
              .formatted(path, reader, writer);
      case MISSING_UNION_BRANCH ->
          "The %s schema is missing a type inside a union field at path '%s' in the %s schema"
              .formatted(reader, path, writer);
      case UNEXPECTED_EXCEPTION -> detail;
    };
  }
}
