package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.Temporal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Days and times as texts, and as the numbers that formats keep. Tells no time. */
public final class Times {
  private static final long SECONDS_OF_DAY = 86_400;

  private Times() {}

  static boolean isDate(String text) {
    try {
      days(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  static boolean fits(Temporal type, String text) {
    int dot = text.indexOf('.');
    int end = text.endsWith("Z") ? text.length() - 1 : text.length();
    if (dot >= 0 && end - dot - 1 > type.precision()) {
      return false;
    }
    try {
      units(type, text, 1);
      return true;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  /** The day of a number of days since 1970. */
  public static String date(long days) {
    return LocalDate.ofEpochDay(days).toString();
  }

  /**
   * The number of days since 1970.
   *
   * @throws DateTimeException if the text is no day
   */
  public static long days(String date) {
    return LocalDate.parse(date).toEpochDay();
  }

  /** The text of a number of units since midnight, or since 1970. */
  public static String text(Temporal type, long units, long unitsInSecond) {
    long seconds = Math.floorDiv(units, unitsInSecond);
    int nanos = (int) (Math.floorMod(units, unitsInSecond) * (1_000_000_000L / unitsInSecond));
    return switch (type.clock()) {
      case TIME -> LocalTime.ofNanoOfDay(seconds * 1_000_000_000L + nanos).toString();
      case TIMESTAMP -> LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC).toString();
      case TIMESTAMP_LTZ -> Instant.ofEpochSecond(seconds, nanos).toString();
    };
  }

  /**
   * The number of units since midnight, or since 1970; what is finer is cut off.
   *
   * @throws DateTimeException if the text is no such time
   * @throws ArithmeticException if it is too far away
   */
  public static long units(Temporal type, String text, long unitsInSecond) {
    LocalDateTime time = time(type, text);
    long days = type.clock() == LogicalType.Clock.TIME ? 0 : time.toLocalDate().toEpochDay();
    return Math.addExact(
        Math.multiplyExact(days * SECONDS_OF_DAY, unitsInSecond),
        time.toLocalTime().toNanoOfDay() / (1_000_000_000L / unitsInSecond));
  }

  private static LocalDateTime time(Temporal type, String text) {
    return switch (type.clock()) {
      case TIME -> LocalDate.EPOCH.atTime(LocalTime.parse(text));
      case TIMESTAMP -> LocalDateTime.parse(text);
      case TIMESTAMP_LTZ -> {
        if (!text.endsWith("Z")) {
          throw new DateTimeException("Not in UTC: " + text);
        }
        yield LocalDateTime.parse(text.substring(0, text.length() - 1));
      }
    };
  }
}
