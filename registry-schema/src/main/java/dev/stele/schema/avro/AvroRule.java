package dev.stele.schema.avro;

import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.Rule;
import java.util.Optional;

/** The rules of Avro's schema resolution, in the reference registry's spelling. */
enum AvroRule implements Rule {
  NAME_MISMATCH(
      "A named type is read under its own name, or under one that the reader's aliases list.",
      "The name of the schema has changed (path '%1$s')"),
  FIXED_SIZE_MISMATCH(
      "Bytes of a fixed size are read as they are, so both sides must agree on the size.",
      "The size of FIXED type field at path '%1$s' in the %2$s schema does not match with the %3$s schema"),
  MISSING_ENUM_SYMBOLS(
      "A symbol that the reader does not know cannot be read, unless its enum has a default.",
      "The %2$s schema is missing enum symbols '%4$s' at path '%1$s' in the %3$s schema"),
  READER_FIELD_MISSING_DEFAULT_VALUE(
      "A field that was not written is read as its default; without one it cannot be read.",
      "The field '%4$s' at path '%1$s' in the %2$s schema has no default value and is missing in the %3$s schema"),
  TYPE_MISMATCH(
      "A value is read as its own type, or as one that Avro promotes it to.",
      "The type (path '%1$s') of a field in the %2$s schema does not match with the %3$s schema"),
  MISSING_UNION_BRANCH(
      "Whatever branch of a union was written, one of the reader's must be able to read it.",
      "The %2$s schema is missing a type inside a union field at path '%1$s' in the %3$s schema"),
  /** The detail says why. */
  UNEXPECTED_EXCEPTION("The two schemas could not be compared.", "%4$s") {
    @Override
    public String message(Incompatibility found, Direction direction) {
      return "Unexpected exception during compatibility check: " + found.detail();
    }
  };

  private final String reason;
  private final String description;

  /**
   * @param description the reference registry's, of path, reader, writer and detail
   */
  AvroRule(String reason, String description) {
    this.reason = reason;
    this.description = description;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public String message(Incompatibility found, Direction direction) {
    return "{errorType:'%s', description:'%s', additionalInfo:'%s'}"
        .formatted(name(), sentence(found, direction), found.detail());
  }

  @Override
  public String sentence(Incompatibility found, Direction direction) {
    return description.formatted(
        found.reader().path(), direction.reader(), direction.writer(), found.detail());
  }

  @Override
  public Optional<String> fix(Incompatibility found, Direction direction) {
    return Optional.empty();
  }
}
