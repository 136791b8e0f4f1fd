package dev.stele.schema.logical;

import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import dev.stele.schema.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What engines ask of a schema and of a change, in the reference registry's spelling. The detail of
 * a finding is a clause that says what was found.
 */
enum LogicalRule {
  REQUIRED_FIELD_ADDED(
      "Rows that were written without a column have no value for it, unless it may be null or has a"
          + " default that the engine can keep.",
      "Let the field be null",
      "Keep the field, or register first that it may be null"),
  FIELD_DELETED(
      "A table keeps its columns: what was written into one would be there no more.",
      "Keep the field",
      "Add the field first"),
  NULLABLE_TO_NON_NULLABLE(
      "Rows that were written may hold nulls, which a column without nulls cannot show.",
      "Let the values be null as before",
      "Let the values be free of nulls as before"),
  NON_NULLABLE_DEFAULT_REMOVED(
      "Rows that left a column out were read as its default; without one they have no value.",
      "Keep the default",
      "Keep the field without a default"),
  MAP_KEY_TYPE_MISMATCH(
      "The key of a map is a column of its own, whose type is fixed.",
      "Keep the type of the map's keys",
      "Keep the type of the map's keys"),
  TYPE_MISMATCH(
      "A column stays what it is: a value, a struct, an array or a map.",
      "Keep the old type",
      "Keep the old type"),
  UNSUPPORTED_TYPE_CHANGE(
      "Values that were written are read as the new type, so each must still be what it was.",
      "Keep the old type, or only widen it",
      "Keep the old type, or only narrow it"),
  ENUM_DELETED(
      "Rows hold the text of a symbol, and nothing would say any more that it is one.",
      "Keep the symbols",
      "Add no symbols"),
  /** Of this registry alone. */
  COMPARISON_GIVEN_UP(
      "The effort of a comparison is limited.",
      "Make the schema smaller",
      "Make the schema smaller"),
  EMPTY_STRUCT("A struct without fields is no column.", "Give it a field", null),
  FIELD_NAME_CASE_COLLISION(
      "Names of columns that differ only in upper and lower case are one name.",
      "Rename one of the fields",
      null),
  CYCLIC_TYPE("Tables have no types that contain themselves.", "Take the type out of itself", null),
  UNRESOLVED_TYPE_REF(
      "A table cannot be made of a type that is not known.", "Declare or reference the type", null),
  PRECISION_OUT_OF_RANGE(
      "A decimal has 1 to 38 digits.", "Give the decimal a precision of 1 to 38", null),
  SCALE_OUT_OF_RANGE(
      "The decimals of a number are some of its digits.",
      "Give the decimal a scale from 0 to its precision",
      null),
  LENGTH_OUT_OF_RANGE("A text of a fixed length has a character.", "Make it longer", null),
  UNREPRESENTABLE_TYPE(
      "The table format has no such type.", "Choose a type that the table format has", null);

  private final String reason;
  private final String backwardFix;
  private final @Nullable String forwardFix;

  /**
   * @param backwardFix what to do if the new schema is the reader, or looked at alone
   * @param forwardFix what to do if the new schema is the writer; null if it is looked at alone
   */
  LogicalRule(String reason, String backwardFix, @Nullable String forwardFix) {
    this.reason = reason;
    this.backwardFix = backwardFix;
    this.forwardFix = forwardFix;
  }

  /** What an engine found in a change. */
  Incompatibility found(Engine engine, Place reader, Place writer, String detail) {
    return new Incompatibility(new Asked(engine, this), reader, writer, detail);
  }

  /** What an engine found in a schema by itself. */
  Incompatibility found(Engine engine, Place place, String detail) {
    return found(engine, place, place, detail);
  }

  /** The rule as one engine asks for it. */
  private record Asked(Engine engine, LogicalRule rule) implements Rule {
    @Override
    public String name() {
      return rule.name();
    }

    @Override
    public String reason() {
      return rule.reason;
    }

    @Override
    public String heading(Direction direction) {
      return rule.forwardFix == null
          ? "Logical validity (" + engine + "): "
          : "Logical compatibility ("
              + engine
              + ", "
              + (direction == Direction.BACKWARD ? "backward" : "forward")
              + "): ";
    }

    @Override
    public String message(Incompatibility found, Direction direction) {
      String path = found.reader().path();
      return name() + (path.isEmpty() ? "" : " at '" + path + "'") + ": " + found.detail();
    }

    @Override
    public String sentence(Incompatibility found, Direction direction) {
      String path = found.reader().path();
      String where = path.isEmpty() ? "" : ", at " + path;
      return "In a table of " + engine.title() + where + ": " + found.detail() + ".";
    }

    @Override
    public Optional<String> fix(Incompatibility found, Direction direction) {
      return Optional.ofNullable(
              direction == Direction.BACKWARD ? rule.backwardFix : rule.forwardFix)
          .map(fix -> fix + ".");
    }
  }
}
