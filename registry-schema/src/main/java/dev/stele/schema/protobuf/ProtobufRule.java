package dev.stele.schema.protobuf;

import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import dev.stele.schema.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a Protobuf file that are refused, in the reference registry's spelling. Texts are
 * formats of: 1 the path in the reader's schema, or in the writer's if only that has something, 2
 * what the reader's schema is called, 3 the writer's, 4 what stands in the reader's, 5 in the
 * writer's, 6 the detail.
 */
enum ProtobufRule implements Rule {
  PACKAGE_CHANGED(
      "The package is part of the full name of every type, which Any, gRPC and generated code use.",
      "The package at '%1$s' in the %2$s schema does not match the package in the %3$s schema",
      "The %2$s schema has %4$s where the %3$s one has %5$s.",
      "Leave the package as it was: %5$s.",
      "Leave the package as it was: %4$s."),
  MESSAGE_REMOVED(
      "Data of a message type is read by name of the type, so the reader must have it.",
      "The %2$s schema is missing a MESSAGE type at path '%1$s' in the %3$s schema",
      "The %3$s schema has %5$s at %1$s, the %2$s one has not.",
      "Keep %5$s, deprecated if nobody shall use it any more.",
      "Declare %5$s in a file of its own and import that."),
  FIELD_KIND_CHANGED(
      "A scalar, a message and a map are written differently, none is read as another.",
      "The type of a field at path '%1$s' in the %2$s schema does not match the %3$s schema",
      "The field at %1$s is %4$s in the %2$s schema and %5$s in the %3$s one; scalars, messages and maps"
          + " are not read as each other.",
      Fixes.KEEP_WRITTEN_FIELD,
      Fixes.KEEP_READ_FIELD),
  FIELD_SCALAR_KIND_CHANGED(
      "A scalar is read as another one only if both are written alike: int32, int64, uint32,"
          + " uint64, bool and enums; sint32 and sint64; string and bytes; fixed32 and sfixed32;"
          + " fixed64 and sfixed64.",
      "The kind of a SCALAR field at path '%1$s' in the %2$s schema does not match its kind in the"
          + " %3$s schema",
      "The field at %1$s is %4$s in the %2$s schema and %5$s in the %3$s one, which are written"
          + " differently.",
      Fixes.KEEP_WRITTEN_FIELD,
      Fixes.KEEP_READ_FIELD),
  FIELD_NAMED_TYPE_CHANGED(
      "Numbers mean something else in another message type, so a field keeps its type.",
      "The type of a MESSAGE field at path '%1$s' in the %2$s schema does not match its type in the"
          + " %3$s schema",
      "The field at %1$s is %4$s in the %2$s schema and %5$s in the %3$s one, whose message types"
          + " differ: %6$s.",
      Fixes.KEEP_TYPE,
      Fixes.KEEP_TYPE),
  FIELD_NUMERIC_LABEL_CHANGED(
      "Repeated numbers may be written packed, and a required one must be there: the label of a"
          + " number tells how to read it.",
      "The label for a NUMERIC field at path '%1$s' in the %2$s schema does not match its label in"
          + " the %3$s schema",
      "The field at %1$s is %4$s in the %2$s schema and %5$s in the %3$s one: the labels differ.",
      Fixes.KEEP_WRITTEN_FIELD,
      Fixes.KEEP_READ_FIELD),
  REQUIRED_FIELD_ADDED(
      "A message without a field that the reader requires cannot be read.",
      "A required field  at path '%1$s' in the %2$s schema is missing in the %3$s schema",
      "The %2$s schema requires %4$s at %1$s, which the %3$s one does not have.",
      "Make %4$s optional.",
      "Keep %4$s."),
  REQUIRED_FIELD_REMOVED(
      "What was required is relied on, and cannot be left out by one side alone.",
      "The %2$s schema is missing a required field at path: '%1$s' in the %3$s schema",
      "The %3$s schema requires %5$s at %1$s, which the %2$s one does not have.",
      "Keep %5$s.",
      "Make %5$s optional."),
  ONEOF_FIELD_REMOVED(
      "A oneof that was written as a member unknown to the reader looks as if nothing was written.",
      "The %2$s schema is missing a oneof field at path '%1$s' in the %3$s schema",
      "The %3$s schema has %5$s in the oneof at %1$s, the %2$s one has not.",
      "Keep %5$s, in the oneof or outside.",
      "Put %5$s outside the oneof."),
  MULTIPLE_FIELDS_MOVED_TO_ONEOF(
      "Fields that are written side by side are not all kept by a oneof.",
      "Multiple fields in the oneof at path '%1$s' in the %2$s schema are outside a oneof in the"
          + " %3$s schema",
      "The %2$s schema has %4$s at %1$s, of which the %3$s one has several outside of any oneof:"
          + " %6$s.",
      Fixes.LEAVE_OUTSIDE,
      Fixes.KEEP_TOGETHER),
  FIELD_MOVED_TO_EXISTING_ONEOF(
      "Fields that are written side by side are not all kept by a oneof.",
      "A field in the oneof at path '%1$s' in the %2$s schema is outside an existing oneof in the"
          + " %3$s schema",
      "The %2$s schema has %4$s at %1$s, whose members are not in one oneof in the %3$s one: %6$s.",
      Fixes.LEAVE_OUTSIDE,
      Fixes.KEEP_TOGETHER),
  /** Not of the reference registry, which knows no limits. The detail says what is too much. */
  LIMIT_EXCEEDED(
      "What takes too long to compare is not known to be readable.",
      "The comparison was given up: %6$s",
      "The comparison was given up: %6$s.",
      null,
      null);

  private final String reason;
  private final String description;
  private final String sentence;
  private final @Nullable String backwardFix;
  private final @Nullable String forwardFix;

  ProtobufRule(
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
    return "{errorType:\"%s\", description:\"%s\"}"
        .formatted(name(), filled(description, found, direction));
  }

  @Override
  public String sentence(Incompatibility found, Direction direction) {
    return filled(sentence, found, direction);
  }

  @Override
  public Optional<String> fix(Incompatibility found, Direction direction) {
    String fix = direction == Direction.BACKWARD ? backwardFix : forwardFix;
    return Optional.ofNullable(fix).map(format -> filled(format, found, direction));
  }

  private static String filled(String format, Incompatibility found, Direction direction) {
    return format.formatted(
        found.reader().value() == null ? found.writer().path() : found.reader().path(),
        direction.reader(),
        direction.writer(),
        quoted(found.reader()),
        quoted(found.writer()),
        found.detail());
  }

  private static String quoted(Place place) {
    return place.value() == null ? "nothing" : "'" + place.value() + "'";
  }

  /** Fixes of several rules. */
  private static final class Fixes {
    static final String KEEP_WRITTEN_FIELD =
        "Keep %5$s; give what replaces it a number of its own.";
    static final String KEEP_READ_FIELD = "Keep %4$s; give what replaces it a number of its own.";
    static final String KEEP_TYPE =
        "Keep the message type as it was, and give a field of another type a number of its own.";
    static final String LEAVE_OUTSIDE = "Leave the fields as they are: %6$s.";
    static final String KEEP_TOGETHER = "Keep %4$s as it is.";
  }
}
