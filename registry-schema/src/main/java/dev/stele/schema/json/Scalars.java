package dev.stele.schema.json;

import dev.stele.schema.json.Keyword.Comparison;
import java.math.BigDecimal;
import java.util.Set;

/** How keywords compare whose value is one thing: a number, a text, a set, what is excluded. */
final class Scalars {
  /**
   * The largest scale, in digits, of numbers that are divided by each other. The quotient of larger
   * ones would be longer than any text; they count as no multiples.
   */
  private static final int MAX_SCALE = 1_000;

  private Scalars() {}

  /** For keywords that are read and never compared. */
  static <T> Comparison<T> ignored() {
    return (reader, writer, pair, name) -> {};
  }

  /**
   * For keywords that allow no more than their value.
   *
   * @param decreased what a reader breaks that stops at less than the writer
   */
  static Comparison<BigDecimal> upperLimit(JsonRule added, JsonRule decreased) {
    return (reader, writer, pair, name) -> {
      if (reader != null && writer == null) {
        pair.found(added, reader, null, name);
      } else if (reader != null && writer != null && compare(reader, writer) < 0) {
        pair.found(decreased, reader, writer, name);
      }
    };
  }

  /**
   * For keywords that allow no less than their value.
   *
   * @param increased what a reader breaks that starts at more than the writer
   */
  static Comparison<BigDecimal> lowerLimit(JsonRule added, JsonRule increased) {
    return (reader, writer, pair, name) -> {
      if (reader != null && writer == null) {
        pair.found(added, reader, null, name);
      } else if (reader != null && writer != null && compare(reader, writer) > 0) {
        pair.found(increased, reader, writer, name);
      }
    };
  }

  /** As the reference does: numbers that no double tells apart are the same. */
  private static int compare(BigDecimal reader, BigDecimal writer) {
    return Double.compare(reader.doubleValue(), writer.doubleValue());
  }

  static Comparison<BigDecimal> divisor() {
    return (reader, writer, pair, name) -> {
      if (reader != null && writer == null) {
        pair.found(JsonRule.MULTIPLE_OF_ADDED, reader, null, name);
      } else if (reader != null && writer != null && !isMultiple(writer, reader)) {
        pair.found(
            isMultiple(reader, writer)
                ? JsonRule.MULTIPLE_OF_EXPANDED
                : JsonRule.MULTIPLE_OF_CHANGED,
            reader,
            writer,
            name);
      }
    };
  }

  private static boolean isMultiple(BigDecimal number, BigDecimal of) {
    return of.signum() != 0 && isHandy(number) && isHandy(of) && number.remainder(of).signum() == 0;
  }

  private static boolean isHandy(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MAX_SCALE;
  }

  /** For keywords that demand something if true. */
  static Comparison<Boolean> demand(JsonRule added) {
    return (reader, writer, pair, name) -> {
      if (Boolean.TRUE.equals(reader) && !Boolean.TRUE.equals(writer)) {
        pair.found(added, reader, writer, name);
      }
    };
  }

  /** Regular expressions are compared as texts: what they match is not. */
  static Comparison<String> pattern() {
    return (reader, writer, pair, name) -> {
      if (reader != null && writer == null) {
        pair.found(JsonRule.PATTERN_ADDED, reader, null, name);
      } else if (reader != null && !reader.equals(writer)) {
        pair.found(JsonRule.PATTERN_CHANGED, reader, writer, name);
      }
    };
  }

  /** The type {@code integer}, a flag of numbers. */
  static Comparison<Boolean> integer() {
    return (reader, writer, pair, name) -> {
      if (reader != null && writer == null) {
        pair.found(JsonRule.TYPE_NARROWED, pair.reader(), pair.writer());
      }
    };
  }

  static Comparison<Set<Literal>> values() {
    return (reader, writer, pair, name) -> {
      if (reader != null && writer != null) {
        pair.count(reader.size() + writer.size());
        if (!reader.containsAll(writer)) {
          pair.found(
              writer.containsAll(reader)
                  ? JsonRule.ENUM_ARRAY_NARROWED
                  : JsonRule.ENUM_ARRAY_CHANGED,
              reader,
              writer,
              name);
        }
      }
    };
  }

  static Comparison<Literal> value() {
    return (reader, writer, pair, name) -> {
      if (reader != null && !reader.equals(writer)) {
        pair.found(JsonRule.ENUM_ARRAY_CHANGED, reader, writer, name);
      }
    };
  }

  /** What a reader refuses, the writer must refuse too: the two change places. */
  static Comparison<Shape> negation() {
    return (reader, writer, pair, name) -> {
      if (reader != null
          && writer != null
          && !pair.canRead(/* reader= */ writer, /* writer= */ reader)) {
        pair.found(JsonRule.NOT_TYPE_EXTENDED, reader, writer, name);
      }
    };
  }
}
