package dev.stele.schema.json;

import org.jspecify.annotations.Nullable;

/** Two schemas of one kind in comparison: what rules see of it, and where they tell findings. */
final class Pair {
  private final Comparer comparer;
  private final Shape reader;
  private final Shape writer;
  private final Findings findings = new Findings();

  Pair(Comparer comparer, Shape reader, Shape writer) {
    this.comparer = comparer;
    this.reader = reader;
    this.writer = writer;
  }

  Shape reader() {
    return reader;
  }

  Shape writer() {
    return writer;
  }

  Findings findings() {
    return findings;
  }

  /**
   * Reports a difference, if the policy minds.
   *
   * @param reader the value in the reader's schema; null if there is none
   * @param writer the value in the writer's schema; null if there is none
   * @param steps from the pair to the place of the difference
   */
  void found(JsonRule rule, @Nullable Object reader, @Nullable Object writer, String... steps) {
    if (comparer.minds(rule)) {
      findings.add(rule, reader, writer, steps);
    }
  }

  /**
   * Compares two subschemas and reports what is found in them.
   *
   * @param reader null if the reader's schema has no such subschema; likewise the writer's
   * @param steps from the pair to the subschemas
   */
  boolean compare(@Nullable Shape reader, @Nullable Shape writer, String... steps) {
    if (reader == null) {
      return true;
    }
    if (writer == null) {
      found(JsonRule.SCHEMA_ADDED, reader, null, steps);
      return false;
    }
    Findings inner = comparer.compare(reader, writer);
    findings.add(inner, steps);
    return inner.isEmpty();
  }

  /** Whether one schema can read what another one allows. Reports nothing. */
  boolean canRead(Shape reader, Shape writer) {
    return comparer.compare(reader, writer).isEmpty();
  }

  /** Counts work that no comparison of subschemas counts, in steps of about the same effort. */
  void count(int steps) {
    comparer.count(steps);
  }
}
