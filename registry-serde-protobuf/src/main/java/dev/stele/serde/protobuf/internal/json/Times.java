package dev.stele.serde.protobuf.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Timestamps and durations as text, within the ranges their declarations give. */
final class Times {
  private static final long MIN_SECONDS = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long MAX_SECONDS = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final long MAX_DURATION_SECONDS = 315_576_000_000L;
  private static final int NANOS = 1_000_000_000;

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern DURATION = Pattern.compile("(-?)([0-9]{1,12})(?:\\.([0-9]{1,9}))?s");

  private Times() {}

  /** The two fields of either message. */
  record Parts(long seconds, int nanos) {}

  static String timestamp(Parts parts, String path) throws ProtobufJsonException {
    if (!isTimestamp(parts)) {
      throw new ProtobufJsonException(path, parts + " is not within years 1 to 9999");
    }
    return TO_THE_SECOND.format(Instant.ofEpochSecond(parts.seconds)) + fraction(parts.nanos) + "Z";
  }

  static Parts timestamp(String text, String path) throws ProtobufJsonException {
    if (TIMESTAMP.matcher(text).matches()) {
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        Parts parts = new Parts(instant.getEpochSecond(), instant.getNano());
        if (isTimestamp(parts)) {
          return parts;
        }
      } catch (DateTimeException e) {
        // Told of below.
      }
    }
    throw new ProtobufJsonException(
        path, "'" + shortened(text) + "' is no time such as 2026-11-26T08:00:00.5Z");
  }

  private static boolean isTimestamp(Parts parts) {
    return parts.seconds >= MIN_SECONDS
        && parts.seconds <= MAX_SECONDS
        && parts.nanos >= 0
        && parts.nanos < NANOS;
  }

  static String duration(Parts parts, String path) throws ProtobufJsonException {
    if (!isDuration(parts)) {
      throw new ProtobufJsonException(path, parts + " is no duration");
    }
    boolean negative = parts.seconds < 0 || parts.nanos < 0;
    return (negative ? "-" : "") + Math.abs(parts.seconds) + fraction(Math.abs(parts.nanos)) + "s";
  }

  static Parts duration(String text, String path) throws ProtobufJsonException {
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      int sign = matcher.group(1).isEmpty() ? 1 : -1;
      String digits = matcher.group(3) == null ? "" : matcher.group(3);
      int nanos = Integer.parseInt((digits + "000000000").substring(0, 9));
      Parts parts = new Parts(sign * Long.parseLong(matcher.group(2)), sign * nanos);
      if (isDuration(parts)) {
        return parts;
      }
    }
    throw new ProtobufJsonException(
        path, "'" + shortened(text) + "' is no number of seconds such as 1.5s");
  }

  private static boolean isDuration(Parts parts) {
    return Math.abs(parts.seconds) <= MAX_DURATION_SECONDS
        && parts.nanos > -NANOS
        && parts.nanos < NANOS
        && (long) Long.signum(parts.seconds) * parts.nanos >= 0;
  }

  /** None, or three, six or nine digits. */
  private static String fraction(int nanos) {
    if (nanos == 0) {
      return "";
    }
    String digits = String.format(Locale.ROOT, "%09d", nanos);
    int length = digits.endsWith("000000") ? 3 : digits.endsWith("000") ? 6 : 9;
    return "." + digits.substring(0, length);
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
