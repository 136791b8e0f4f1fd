package dev.stele.schema.avro;

import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Clock;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.Properties;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/** Numbers, texts, bytes and times in Avro, and the properties that say which they are. */
final class AvroScalars {
  private static final int DEFAULT_PRECISION = 10;

  private AvroScalars() {}

  static LogicalType integer(Schema schema) {
    return switch (logicalType(schema)) {
      case "date" -> Simple.DATE;
      case "time-millis" -> new Temporal(Clock.TIME, precision(schema, 3));
      case "" ->
          switch (text(schema, Properties.CONNECT_TYPE)) {
            case "int8" -> Simple.TINYINT;
            case "int16" -> Simple.SMALLINT;
            default -> Simple.INT;
          };
      default -> Simple.INT;
    };
  }

  static Optional<LogicalType> temporal(Schema schema) {
    String name = logicalType(schema);
    Clock clock;
    if (name.equals("time-micros")) {
      clock = Clock.TIME;
    } else if (name.startsWith("timestamp-")) {
      clock = Clock.TIMESTAMP_LTZ;
    } else if (name.startsWith("local-timestamp-")) {
      clock = Clock.TIMESTAMP;
    } else {
      return Optional.empty();
    }
    return switch (name.substring(name.lastIndexOf('-') + 1)) {
      case "millis" -> Optional.of(new Temporal(clock, precision(schema, 3)));
      case "micros" -> Optional.of(new Temporal(clock, precision(schema, 6)));
      case "nanos" -> Optional.of(new Temporal(clock, precision(schema, 9)));
      default -> Optional.empty();
    };
  }

  private static int precision(Schema schema, int otherwise) {
    return number(schema, Properties.FLINK_PRECISION).orElse(otherwise);
  }

  static LogicalType string(Schema schema) {
    int max = number(schema, Properties.FLINK_MAX_LENGTH).orElse(LogicalType.UNBOUNDED);
    OptionalInt min = number(schema, Properties.FLINK_MIN_LENGTH);
    return new Chars(max, min.isPresent() && min.getAsInt() == max);
  }

  static LogicalType bytes(Schema schema) {
    if (logicalType(schema).equals("decimal")) {
      return new Decimal(
          number(schema, "precision").orElse(DEFAULT_PRECISION), number(schema, "scale").orElse(0));
    }
    return schema.getType() == Schema.Type.FIXED
        ? new Binary(schema.getFixedSize(), true)
        : new Binary(
            number(schema, Properties.FLINK_MAX_LENGTH).orElse(LogicalType.UNBOUNDED), false);
  }

  static String logicalType(Schema schema) {
    return text(schema, "logicalType").toLowerCase(Locale.ROOT);
  }

  static String text(Schema schema, String property) {
    return schema.getObjectProp(property) instanceof String text ? text : "";
  }

  static OptionalInt number(Schema schema, String property) {
    return schema.getObjectProp(property) instanceof Integer number
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }
}
