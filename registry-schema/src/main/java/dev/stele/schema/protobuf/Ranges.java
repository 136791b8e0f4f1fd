package dev.stele.schema.protobuf;

import kotlin.ranges.IntRange;

/** Ranges of numbers as Wire gives them: a number, or a first and a last one. */
final class Ranges {
  /** The highest number of a field; a range that ends with it ends with {@code max}. */
  static final int MAX = (1 << 29) - 1;

  private Ranges() {}

  /** From a first to a last number, those included. */
  static Object of(int first, int last) {
    return first == last ? first : new IntRange(first, Math.min(last, MAX));
  }

  static int first(Object range) {
    return range instanceof IntRange numbers ? numbers.getFirst() : (Integer) range;
  }

  static int last(Object range) {
    return range instanceof IntRange numbers ? numbers.getLast() : (Integer) range;
  }
}
