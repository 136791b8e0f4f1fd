package dev.stele.schema.json;

import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one family have in common: how the reference says it, and how to say it better.
 * Both are formats of the path, the names of the reader's and the writer's schema, and the values
 * in them.
 */
enum Wording {
  ADDED(
      "The keyword at path '%1$s' in the %2$s schema is not present in the %3$s schema",
      "At '%1$s' the %2$s schema demands %4$s, and the %3$s schema does not."),
  REQUIRED(
      ADDED.reference,
      "The %2$s schema requires the property that '%1$s' names, and the %3$s schema does not."),
  MORE(
      "The value at path '%1$s' in the %2$s schema is more than its value in the %3$s schema",
      "The value at '%1$s' is %4$s in the %2$s schema, which is more than %5$s in the %3$s schema."),
  LESS(
      "The value at path '%1$s' in the %2$s schema is less than its value in the %3$s schema",
      "The value at '%1$s' is %4$s in the %2$s schema, which is less than %5$s in the %3$s schema."),
  DIFFERENT(
      "The value at path '%1$s' is different between the %2$s and %3$s schema",
      "The value at '%1$s' is %4$s in the %2$s schema and %5$s in the %3$s schema."),
  FEWER_ELEMENTS(
      "An array or combined type at path '%1$s' has fewer elements in the %2$s schema than the %3$s"
          + " schema",
      "At '%1$s' the %2$s schema allows only %4$s, the %3$s schema %5$s."),
  MORE_ELEMENTS(
      "An array or combined type at path '%1$s' has more elements in the %2$s schema than the %3$s"
          + " schema",
      "At '%1$s' the %2$s schema demands %4$s, the %3$s schema only %5$s."),
  TYPE(
      "A type at path '%1$s' is different between the %2$s schema and the %3$s schema",
      "The type at '%1$s' is %4$s in the %2$s schema and %5$s in the %3$s schema."),
  SCHEMA("", "At '%1$s' the %2$s schema has %4$s where the %3$s schema has no schema."),
  ADDED_TO_OPEN(
      "The %2$s schema has an open content model and has a property or item at path '%1$s' which is"
          + " missing in the %3$s schema",
      "The %2$s schema has %4$s at '%1$s', where the %3$s schema allows anything."),
  REQUIRED_ADDED_TO_UNOPEN(
      "The %2$s schema has an unopen content model and has a required property at path '%1$s' which"
          + " is missing in the %3$s schema",
      "The %2$s schema requires a property at '%1$s' that the %3$s schema does not have."),
  REMOVED_FROM_CLOSED(
      "The %2$s has a closed content model and is missing a property or item present at path '%1$s'"
          + " in the %3$s schema",
      "The %3$s schema has %5$s at '%1$s', where the %2$s schema allows nothing."),
  REMOVED_NOT_COVERED(
      "A property or item is missing in the %2$s schema but present at path '%1$s' in the %3$s"
          + " schema and is not covered by its partially open content model",
      "The %3$s schema has %5$s at '%1$s', where the %2$s schema allows %4$s."),
  ADDED_NOT_COVERED(
      "The %2$s schema has a property or item at path '%1$s' which is missing in the %3$s schema and"
          + " is not covered by its partially open content model",
      "The %2$s schema has %4$s at '%1$s', where the %3$s schema allows %5$s."),
  GIVEN_UP("%4$s", "%4$s.");

  private final String reference;
  private final String sentence;

  Wording(String reference, String sentence) {
    this.reference = reference;
    this.sentence = sentence;
  }

  /** The reference registry's sentence. */
  String reference(Incompatibility found, Direction direction) {
    return format(reference, found, direction);
  }

  String sentence(Incompatibility found, Direction direction) {
    return format(sentence, found, direction);
  }

  private static String format(String format, Incompatibility found, Direction direction) {
    return format.formatted(
        found.reader().path(),
        direction.reader(),
        direction.writer(),
        orNothing(found.reader().value()),
        orNothing(found.writer().value()));
  }

  private static String orNothing(@Nullable String value) {
    return value == null ? "nothing" : value;
  }
}
