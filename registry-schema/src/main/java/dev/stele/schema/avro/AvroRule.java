package dev.stele.schema.avro;

import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of Avro's schema resolution, in the reference registry's spelling. Their texts are
 * formats of the path, the names of the reader's and the writer's schema, the detail, and the
 * values in the reader and in the writer.
 */
enum AvroRule implements Rule {
  NAME_MISMATCH(
      "A named type is read under its own name, or under one that the reader's aliases list.",
      "The name of the schema has changed (path '%1$s')",
      "The %2$s schema has the name %5$s where the %3$s schema has %6$s, and no such alias.",
      "Keep the name, or add %6$s to the aliases of %5$s.",
      "Keep the name %5$s."),
  FIXED_SIZE_MISMATCH(
      "Bytes of a fixed size are read as they are, so both sides must agree on the size.",
      "The size of FIXED type field at path '%1$s' in the %2$s schema does not match with the %3$s"
          + " schema",
      "The %2$s schema reads %5$s bytes where the %3$s schema writes %6$s.",
      "Keep the size of %6$s bytes.",
      "Keep the size of %5$s bytes."),
  MISSING_ENUM_SYMBOLS(
      "A symbol that the reader does not know cannot be read, unless its enum has a default.",
      "The %2$s schema is missing enum symbols '%4$s' at path '%1$s' in the %3$s schema",
      "The enum in the %2$s schema lacks the symbols %4$s of the %3$s schema, and has no default to"
          + " read them as.",
      "Keep the symbols %4$s, or give the enum a default.",
      "Take out the symbols %4$s: the old enum has no default to read them as."),
  READER_FIELD_MISSING_DEFAULT_VALUE(
      "A field that was not written is read as its default; without one it cannot be read.",
      "The field '%4$s' at path '%1$s' in the %2$s schema has no default value and is missing in the"
          + " %3$s schema",
      "The %2$s schema has a field \"%4$s\" that data written with the %3$s schema lacks, and no"
          + " default to fill it with.",
      "Give the field \"%4$s\" a default or, if it has only been renamed, its old name as an alias.",
      "Keep the field \"%4$s\": the old schema has no default to fill it with."),
  TYPE_MISMATCH(
      "A value is read as its own type, or as one that Avro promotes it to.",
      "The type (path '%1$s') of a field in the %2$s schema does not match with the %3$s schema",
      "The %2$s schema expects %5$s where the %3$s schema has %6$s.",
      "Keep the old type",
      "Keep the type %5$s") {
    @Override
    public String sentence(Incompatibility found, Direction direction) {
      return lacksField(found)
          ? ("The %s schema has a field that data written with the %s schema lacks, and no default to"
                  + " fill it with but that of its enum, which does not count.")
              .formatted(direction.reader(), direction.writer())
          : super.sentence(found, direction);
    }

    @Override
    public Optional<String> fix(Incompatibility found, Direction direction) {
      if (lacksField(found)) {
        return Optional.of(
            direction == Direction.BACKWARD
                ? "Give the field a default of its own."
                : "Keep the field: the old schema has no default to fill it with.");
      }
      List<String> others =
          direction == Direction.BACKWARD
              ? Promotions.readersOf(String.valueOf(found.writer().value()))
              : Promotions.writersOf(String.valueOf(found.reader().value()));
      String change = direction == Direction.BACKWARD ? "widen it to " : "narrow it to ";
      String also =
          others.isEmpty() ? "." : ", or only " + change + String.join(" or ", others) + ".";
      return super.fix(found, direction).map(keep -> keep + also);
    }

    // An enum is compared with a whole record when it is that of a field which was not written.
    private boolean lacksField(Incompatibility found) {
      return found.writer().value() == null;
    }
  },
  MISSING_UNION_BRANCH(
      "Whatever branch of a union was written, one of the reader's must be able to read it.",
      "The %2$s schema is missing a type inside a union field at path '%1$s' in the %3$s schema",
      "Data written with the %3$s schema may hold %6$s, which no branch of the union in the %2$s"
          + " schema can read.",
      "Keep a branch in the union that can read %6$s.",
      "Write nothing but what a branch of the old union can read, so not %6$s."),
  /** The detail says why. */
  UNEXPECTED_EXCEPTION(
      "The two schemas could not be compared.",
      "",
      "The %2$s schema and the %3$s schema could not be compared: %4$s.",
      null,
      null) {
    @Override
    public String message(Incompatibility found, Direction direction) {
      return "Unexpected exception during compatibility check: " + found.detail();
    }
  };

  private final String reason;
  private final String description;
  private final String sentence;
  private final @Nullable String backwardFix;
  private final @Nullable String forwardFix;

  /**
   * @param description the reference registry's
   * @param backwardFix what to do if the new schema is the reader
   * @param forwardFix what to do if the new schema is the writer
   */
  AvroRule(
      String reason,
      String description,
      String sentence,
      @Nullable String backwardFix,
      @Nullable String forwardFix) {
    this.reason = reason;
    this.description = description;
    this.sentence = sentence;
    this.backwardFix = backwardFix;
    this.forwardFix = forwardFix;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public String message(Incompatibility found, Direction direction) {
    return "{errorType:'%s', description:'%s', additionalInfo:'%s'}"
        .formatted(name(), filled(description, found, direction), found.detail());
  }

  @Override
  public String sentence(Incompatibility found, Direction direction) {
    return filled(sentence, found, direction);
  }

  @Override
  public Optional<String> fix(Incompatibility found, Direction direction) {
    return Optional.ofNullable(direction == Direction.BACKWARD ? backwardFix : forwardFix)
        .map(fix -> filled(fix, found, direction));
  }

  private static String filled(String format, Incompatibility found, Direction direction) {
    return format.formatted(
        found.reader().path(),
        direction.reader(),
        direction.writer(),
        found.detail(),
        found.reader().value(),
        found.writer().value());
  }
}
