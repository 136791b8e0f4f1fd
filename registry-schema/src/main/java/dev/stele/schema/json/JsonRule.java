package dev.stele.schema.json;

import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.Rule;
import java.util.Optional;

/**
 * The differences between two JSON schemas that keep a reader from reading, in the reference
 * registry's spelling. Those it always allows have no rule.
 */
enum JsonRule implements Rule {
  TYPE_CHANGED(Wording.TYPE, "A value of one type is not a value of another."),
  TYPE_NARROWED(Wording.TYPE, "A number need not be an integer."),
  SCHEMA_ADDED(Wording.SCHEMA, "Values that nothing was said about need not satisfy a schema."),
  ENUM_ARRAY_NARROWED(
      Wording.FEWER_ELEMENTS, "A value that the reader does not list is not accepted."),
  ENUM_ARRAY_CHANGED(Wording.TYPE, "A value that the reader does not list is not accepted."),
  NOT_TYPE_EXTENDED(
      Wording.MORE_ELEMENTS, "What the reader excludes, the writer must exclude too."),
  COMBINED_TYPE_CHANGED(
      Wording.TYPE,
      "Satisfying some members of a schema says nothing about satisfying others, or all."),
  COMBINED_TYPE_SUBSCHEMAS_CHANGED(
      Wording.TYPE, "Each member must be able to read one of the other schema's."),
  PRODUCT_TYPE_EXTENDED(
      Wording.MORE_ELEMENTS, "What satisfies all members of a schema need not satisfy one more."),
  SUM_TYPE_NARROWED(
      Wording.FEWER_ELEMENTS, "A value may satisfy the member that the reader does not have."),
  MAXIMUM_ADDED(Wording.ADDED, "A value may be more than the reader's maximum."),
  MAXIMUM_DECREASED(Wording.LESS, "A value may be more than the reader's maximum."),
  MINIMUM_ADDED(Wording.ADDED, "A value may be less than the reader's minimum."),
  MINIMUM_INCREASED(Wording.MORE, "A value may be less than the reader's minimum."),
  EXCLUSIVE_MAXIMUM_ADDED(Wording.ADDED, "A value may be as much as the reader's limit, or more."),
  EXCLUSIVE_MAXIMUM_DECREASED(
      Wording.LESS, "A value may be as much as the reader's limit, or more."),
  EXCLUSIVE_MINIMUM_ADDED(
      Wording.ADDED, "A value may be as little as the reader's limit, or less."),
  EXCLUSIVE_MINIMUM_INCREASED(
      Wording.MORE, "A value may be as little as the reader's limit, or less."),
  MULTIPLE_OF_ADDED(Wording.ADDED, "A value need not be a multiple."),
  MULTIPLE_OF_EXPANDED(
      Wording.MORE, "A multiple of the writer's number need not be one of the reader's."),
  MULTIPLE_OF_CHANGED(
      Wording.DIFFERENT, "A multiple of the writer's number need not be one of the reader's."),
  MAX_LENGTH_ADDED(Wording.ADDED, "A text may be longer than the reader accepts."),
  MAX_LENGTH_DECREASED(Wording.LESS, "A text may be longer than the reader accepts."),
  MIN_LENGTH_ADDED(Wording.ADDED, "A text may be shorter than the reader accepts."),
  MIN_LENGTH_INCREASED(Wording.MORE, "A text may be shorter than the reader accepts."),
  PATTERN_ADDED(Wording.ADDED, "A text need not match the pattern."),
  PATTERN_CHANGED(
      Wording.DIFFERENT,
      "Two patterns that are written differently are taken to match different texts."),
  REQUIRED_ATTRIBUTE_ADDED(
      Wording.REQUIRED, "A property that was not required may be missing, and has no default."),
  MAX_PROPERTIES_ADDED(
      Wording.ADDED, "An object may have more properties than the reader accepts."),
  MAX_PROPERTIES_DECREASED(
      Wording.LESS, "An object may have more properties than the reader accepts."),
  MIN_PROPERTIES_ADDED(
      Wording.ADDED, "An object may have fewer properties than the reader accepts."),
  MIN_PROPERTIES_INCREASED(
      Wording.MORE, "An object may have fewer properties than the reader accepts."),
  DEPENDENCY_ARRAY_ADDED(
      Wording.ADDED, "A property may be there without those that the reader wants with it."),
  DEPENDENCY_ARRAY_EXTENDED(
      Wording.MORE_ELEMENTS,
      "A property may be there without those that the reader wants with it."),
  DEPENDENCY_ARRAY_CHANGED(
      Wording.DIFFERENT, "A property may be there without those that the reader wants with it."),
  DEPENDENCY_SCHEMA_ADDED(
      Wording.ADDED,
      "An object with the property need not satisfy the schema that the reader wants then."),
  ADDITIONAL_PROPERTIES_REMOVED(
      Wording.ADDED,
      "An object may have properties that the reader does not name.",
      Lenient.ALLOWS),
  ADDITIONAL_PROPERTIES_NARROWED(
      Wording.FEWER_ELEMENTS, "Properties that are not named may be anything.", Lenient.ALLOWS),
  UNEVALUATED_PROPERTIES_REMOVED(
      Wording.ADDED,
      "An object may have properties that the reader does not name.",
      Lenient.ALLOWS),
  UNEVALUATED_PROPERTIES_NARROWED(
      Wording.FEWER_ELEMENTS, "Properties that are not named may be anything.", Lenient.ALLOWS),
  PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL(
      Wording.REMOVED_FROM_CLOSED,
      "A reader that accepts only the properties it names does not accept another one.",
      Lenient.ALLOWS),
  PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
      Wording.REMOVED_NOT_COVERED,
      "A property that the reader does not name must satisfy its schema for all others.",
      Lenient.ALLOWS),
  PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
      Wording.ADDED_NOT_COVERED,
      "What the writer allows of properties that it does not name, the reader must accept.",
      Lenient.ALLOWS),
  OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL(
      Wording.ADDED_TO_OPEN,
      "A writer that allows any properties may have written anything under this name.",
      Lenient.ALLOWS),
  REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL(
      Wording.ADDED_TO_OPEN,
      "A property that the writer does not name may be missing, and has no default."),
  REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL(
      Wording.ADDED_TO_OPEN,
      "A writer that allows any properties may have written anything under this name.",
      Lenient.ALLOWS),
  REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL(
      Wording.REQUIRED_ADDED_TO_UNOPEN,
      "A property that the writer does not name may be missing, and has no default."),
  MAX_ITEMS_ADDED(Wording.ADDED, "An array may be longer than the reader accepts."),
  MAX_ITEMS_DECREASED(Wording.LESS, "An array may be longer than the reader accepts."),
  MIN_ITEMS_ADDED(Wording.ADDED, "An array may be shorter than the reader accepts."),
  MIN_ITEMS_INCREASED(Wording.MORE, "An array may be shorter than the reader accepts."),
  MAX_CONTAINS_ADDED(
      Wording.ADDED, "More items may be what the array is to contain than the reader accepts."),
  MAX_CONTAINS_DECREASED(
      Wording.LESS, "More items may be what the array is to contain than the reader accepts."),
  MIN_CONTAINS_ADDED(
      Wording.ADDED, "Fewer items may be what the array is to contain than the reader accepts."),
  MIN_CONTAINS_INCREASED(
      Wording.MORE, "Fewer items may be what the array is to contain than the reader accepts."),
  UNIQUE_ITEMS_ADDED(Wording.ADDED, "An array may contain an item twice."),
  ADDITIONAL_ITEMS_REMOVED(
      Wording.ADDED, "An array may have more items than the reader has schemas for."),
  ADDITIONAL_ITEMS_NARROWED(
      Wording.FEWER_ELEMENTS, "Items without a schema of their own may be anything."),
  UNEVALUATED_ITEMS_REMOVED(
      Wording.ADDED, "An array may have more items than the reader has schemas for."),
  UNEVALUATED_ITEMS_NARROWED(
      Wording.FEWER_ELEMENTS, "Items without a schema of their own may be anything."),
  ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL(
      Wording.REMOVED_FROM_CLOSED,
      "A reader that accepts no more items than it has schemas for does not accept another one."),
  ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
      Wording.REMOVED_NOT_COVERED,
      "An item without a schema of its own must satisfy the reader's schema for all others."),
  ITEM_ADDED_TO_OPEN_CONTENT_MODEL(
      Wording.ADDED_TO_OPEN,
      "A writer that allows any further items may have written anything in this place."),
  ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
      Wording.ADDED_NOT_COVERED,
      "What the writer allows of further items, the reader must accept."),
  COMPARISON_GIVEN_UP(
      Wording.GIVEN_UP, "Comparing the two schemas takes more than is spent on a comparison.");

  /** Whether a rule counts for who sends only what its schema names. */
  private enum Lenient {
    MINDS,
    ALLOWS
  }

  private static final String OR_BE_LENIENT =
      " (compatibilityPolicy LENIENT would accept it as it is)";

  private final Wording wording;
  private final String reason;
  private final Lenient lenient;

  JsonRule(Wording wording, String reason) {
    this(wording, reason, Lenient.MINDS);
  }

  JsonRule(Wording wording, String reason, Lenient lenient) {
    this.wording = wording;
    this.reason = reason;
    this.lenient = lenient;
  }

  /** Whether {@link dev.stele.schema.CompatibilityPolicy#LENIENT} does not mind. */
  boolean isAllowedUnderLenient() {
    return lenient == Lenient.ALLOWS;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public String message(Incompatibility found, Direction direction) {
    return "{errorType:\"%s\", description:\"%s'}"
        .formatted(name(), wording.reference(found, direction));
  }

  @Override
  public String sentence(Incompatibility found, Direction direction) {
    return wording.sentence(found, direction);
  }

  @Override
  public Optional<String> fix(Incompatibility found, Direction direction) {
    boolean newReads = direction == Direction.BACKWARD;
    String path = found.reader().path();
    return switch (this) {
      case COMPARISON_GIVEN_UP -> Optional.empty();
      case REQUIRED_ATTRIBUTE_ADDED, REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL ->
          Optional.of(
              newReads
                  ? "Give '%s' a default, or do not require it.".formatted(found.detail())
                  : "Keep '%s', and keep it required.".formatted(found.detail()));
      default ->
          Optional.of(
              restore(path, newReads ? found.writer() : found.reader())
                  + (isAllowedUnderLenient() ? OR_BE_LENIENT : ""));
    };
  }

  private static String restore(String path, Incompatibility.Place old) {
    String value = old.value();
    return value == null
        ? "Leave out what is at '%s'.".formatted(path)
        : "Put back what was at '%s': %s".formatted(path, value);
  }
}
