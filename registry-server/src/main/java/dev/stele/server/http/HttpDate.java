package dev.stele.server.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The time as the Date header spells it; spelled once a second. Thread-safe. */
final class HttpDate {
  private volatile Spelled last = new Spelled(Long.MIN_VALUE, "");

  private record Spelled(long second, String text) {}

  String now() {
    long second = Math.floorDiv(System.currentTimeMillis(), 1_000L);
    Spelled known = last;
    if (known.second() != second) {
      known =
          new Spelled(
              second,
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
      last = known;
    }
    return known.text();
  }
}
