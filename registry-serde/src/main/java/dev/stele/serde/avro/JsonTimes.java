package dev.stele.serde.avro;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** ISO 8601 dates and times as the numbers Avro keeps. */
final class JsonTimes {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private JsonTimes() {}

  /** The number; null if the text is no such time, or is finer or further away than the type. */
  static @Nullable Long read(String text, Schema schema) {
    LogicalType type = schema.getLogicalType();
    if (type == null) {
      return null;
    }
    try {
      return switch (type.getName()) {
        case "date" -> LocalDate.parse(text).toEpochDay();
        case "time-millis" -> count(0, LocalTime.parse(text).toNanoOfDay(), 1_000);
        case "time-micros" -> count(0, LocalTime.parse(text).toNanoOfDay(), 1_000_000);
        case "timestamp-millis" -> count(instant(text), 1_000);
        case "timestamp-micros" -> count(instant(text), 1_000_000);
        case "timestamp-nanos" -> count(instant(text), NANOS_PER_SECOND);
        case "local-timestamp-millis" -> count(local(text), 1_000);
        case "local-timestamp-micros" -> count(local(text), 1_000_000);
        case "local-timestamp-nanos" -> count(local(text), NANOS_PER_SECOND);
        default -> null;
      };
    } catch (DateTimeException | ArithmeticException e) {
      // Not such a time, or beyond the range of a long: no value of the schema.
      return null;
    }
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Instant local(String text) {
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Long count(Instant time, long perSecond) {
    return count(time.getEpochSecond(), time.getNano(), perSecond);
  }

  private static @Nullable Long count(long seconds, long nanos, long perSecond) {
    long nanosPerUnit = NANOS_PER_SECOND / perSecond;
    if (nanos % nanosPerUnit != 0) {
      return null;
    }
    return Math.addExact(Math.multiplyExact(seconds, perSecond), nanos / nanosPerUnit);
  }
}
