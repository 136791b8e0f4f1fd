package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import dev.stele.schema.logical.Defaults;
import dev.stele.schema.logical.Literal;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Clock;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.Properties;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Numbers, texts, bytes and times in Protobuf, and their defaults. */
final class Scalars {
  static final String DECIMAL = "confluent.type.Decimal";
  static final String VARIANT = "confluent.type.Variant";
  static final String DATE = "google.type.Date";
  static final String TIME = "google.type.TimeOfDay";
  static final String TIMESTAMP = "google.protobuf.Timestamp";

  private static final int DEFAULT_PRECISION = 10;
  private static final int MAX_FRACTION = 9;

  private Scalars() {}

  /** What a scalar is; empty for messages and enums. */
  static Optional<LogicalType> of(String type, Meta meta) {
    return Optional.ofNullable(
        switch (type) {
          case "bool" -> Simple.BOOLEAN;
          case "int32", "sint32", "sfixed32" ->
              switch (meta.param(Properties.CONNECT_TYPE).orElse("")) {
                case "int8" -> Simple.TINYINT;
                case "int16" -> Simple.SMALLINT;
                default -> Simple.INT;
              };
          case "uint32", "fixed32", "int64", "uint64", "sint64", "fixed64", "sfixed64" ->
              Simple.BIGINT;
          case "float" -> Simple.FLOAT;
          case "double" -> Simple.DOUBLE;
          case "string" -> new Chars(length(meta), isFixed(meta));
          case "bytes" -> new Binary(length(meta), isFixed(meta));
          default -> null;
        });
  }

  private static int length(Meta meta) {
    return meta.number(Properties.FLINK_MAX_LENGTH).orElse(LogicalType.UNBOUNDED);
  }

  private static boolean isFixed(Meta meta) {
    Optional<Integer> min = meta.number(Properties.FLINK_MIN_LENGTH);
    return min.filter(length -> length > 0).isPresent()
        && min.equals(meta.number(Properties.FLINK_MAX_LENGTH));
  }

  /** What a message means that everybody knows. */
  static Optional<LogicalType> message(String name, Meta meta) {
    int fraction = meta.number(Properties.FLINK_PRECISION).orElse(MAX_FRACTION);
    return Optional.ofNullable(
        switch (name) {
          case DECIMAL ->
              new Decimal(
                  meta.number(Meta.PRECISION).orElse(DEFAULT_PRECISION),
                  meta.number(Meta.SCALE).orElse(0));
          case DATE -> Simple.DATE;
          case TIME -> new Temporal(Clock.TIME, fraction);
          case TIMESTAMP ->
              new Temporal(
                  meta.param(Properties.FLINK_TYPE).equals(Optional.of("timestamp"))
                      ? Clock.TIMESTAMP
                      : Clock.TIMESTAMP_LTZ,
                  fraction);
          case VARIANT -> Simple.VARIANT;
          default -> null;
        });
  }

  /** What a message holds that is there because a scalar cannot be missing. */
  static Optional<LogicalType> wrapped(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "google.protobuf.DoubleValue" -> Simple.DOUBLE;
          case "google.protobuf.FloatValue" -> Simple.FLOAT;
          case "google.protobuf.Int64Value",
              "google.protobuf.UInt64Value",
              "google.protobuf.UInt32Value" ->
              Simple.BIGINT;
          case "google.protobuf.Int32Value" -> Simple.INT;
          case "google.protobuf.BoolValue" -> Simple.BOOLEAN;
          case "google.protobuf.StringValue" -> LogicalType.STRING;
          case "google.protobuf.BytesValue" -> LogicalType.BYTES;
          default -> null;
        });
  }

  /** The default of a field; empty if it has none that fits its type. */
  static Optional<Literal> initial(LogicalType type, FieldElement field, Meta meta) {
    return meta.param(Meta.DEFAULT)
        .or(() -> Optional.ofNullable(field.getDefaultValue()))
        .flatMap(text -> literal(type, text, meta.param(Meta.DEFAULT).isPresent()))
        .filter(literal -> Defaults.fits(type, literal));
  }

  private static Optional<Literal> literal(LogicalType type, String text, boolean encoded) {
    if (type instanceof LogicalType.Union union && !union.branches().isEmpty()) {
      return literal(union.branches().get(0).slot().type(), text, encoded);
    } else if (type == Simple.BOOLEAN) {
      return Optional.of(new Literal.Bool(Boolean.parseBoolean(text)));
    } else if (type == Simple.FLOAT || type == Simple.DOUBLE) {
      return floating(type, text);
    } else if (type instanceof Binary) {
      return bytes(text, encoded);
    }
    boolean number = type instanceof Decimal || (type instanceof Simple && type != Simple.DATE);
    return Optional.of(number ? new Literal.Num(text) : new Literal.Text(text));
  }

  private static Optional<Literal> floating(LogicalType type, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isInfinite(value) || Double.isNaN(value)) {
        return Optional.empty();
      }
      return Optional.of(
          new Literal.Num(
              type == Simple.FLOAT ? Float.toString((float) value) : Double.toString(value)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Escapes are kept by Wire as they are written, so what has some is not looked at. */
  private static Optional<Literal> bytes(String text, boolean encoded) {
    if (!encoded) {
      return text.contains("\\")
          ? Optional.empty()
          : Optional.of(Literal.Octets.of(text.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return Optional.of(Literal.Octets.of(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
