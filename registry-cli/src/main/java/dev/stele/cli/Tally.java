package dev.stele.cli;

import java.util.StringJoiner;
import java.util.TreeSet;

/** What became of the lines of an input. Thread-safe. */
final class Tally {
  private static final int RANGES_MAX = 20;

  private final TreeSet<Long> failed = new TreeSet<>();
  private long sent;

  synchronized void sent() {
    sent++;
  }

  /** A line counts once, however often it fails. */
  synchronized void failed(long line) {
    failed.add(line);
  }

  synchronized long sentCount() {
    return sent;
  }

  synchronized int failedCount() {
    return failed.size();
  }

  /** {@code 3 sent, 2 failed (lines 4 and 7-9)}. */
  @Override
  public synchronized String toString() {
    String counts = "%,d sent, %,d failed".formatted(sent, failed.size());
    return failed.isEmpty()
        ? counts
        : counts + " (line%s %s)".formatted(failed.size() == 1 ? "" : "s", ranges());
  }

  private String ranges() {
    StringJoiner ranges = new StringJoiner(", ");
    int count = 0;
    for (Long first = failed.first(); first != null; ) {
      if (++count > RANGES_MAX) {
        return ranges + " and more from line " + first + " on, see above";
      }
      long last = first;
      while (failed.contains(last + 1)) {
        last++;
      }
      ranges.add(first == last ? Long.toString(first) : first + "-" + last);
      first = failed.higher(last);
    }
    return ranges.toString();
  }
}
