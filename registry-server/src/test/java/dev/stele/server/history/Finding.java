package dev.stele.server.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A promise that was not kept.
 *
 * @param requests the operations it is about, the culprit first
 * @param offsets in {@code _schemas} where it shows, if it does; in {@code _stele} for counters
 * @param expected what the promise asks for
 * @param observed what was there instead
 */
public record Finding(
    Kind kind, List<String> requests, List<Long> offsets, String expected, String observed) {
  public Finding {
    requests = List.copyOf(requests);
    offsets = List.copyOf(offsets);
  }

  /** Which promise. */
  public enum Kind {
    /** Not all parts of a command stand together in the log. */
    HALF_COMMAND,
    /** One command is in the log twice. */
    COMMAND_TWICE,
    /** Two commands came of one request. */
    REQUEST_TWICE,
    /** A fact in the log that no client asked for. */
    UNKNOWN_REQUEST,
    /** A record in the log that cannot be read. */
    UNREADABLE_RECORD,
    /** A key spelled otherwise: compaction would keep what it must not. */
    KEY_SPELLING,
    /** The recorder saw offsets that do not ascend: the log was cut, or the recorder is wrong. */
    OFFSETS_DISORDERED,
    /** Acknowledged, and not in the log. */
    LOST_WRITE,
    /** Reported as not done, and in the log. */
    NOT_DONE_WRITTEN,
    /** Refused, and in the log. */
    REFUSED_WRITTEN,
    /** A read that is in the log. */
    READ_WRITTEN,
    /** What was acknowledged before a write was called stands behind it. */
    REAL_TIME_ORDER,
    /** An answer's offset does not lie where the answer does. */
    ANSWER_OFFSET,
    /** An answer's offset lies inside a command: half of it was shown. */
    HALF_VISIBLE,
    /** A command wrote other facts than it decides at its place. */
    WRONG_EVENTS,
    /** A write's reply is not what it decides at its place. */
    WRONG_REPLY,
    /** True only before something that had to be seen. */
    STALE_ANSWER,
    /** True only after something that was called later. */
    ANSWER_AHEAD,
    /** True at no moment between call and return. */
    NO_MOMENT,
    /** One id for two contents in a context. */
    ID_CLASH,
    /** An id given out again after its versions were deleted for good. */
    ID_REUSED,
    /** A counter of the highest id that should have been written. */
    COUNTER_LOST,
    /** A counter that nothing called for. */
    COUNTER_UNKNOWN,
    /** A node's state is not what the log says. */
    STATE_DIFFERS,
    /** The log says something else once it is compacted. */
    COMPACTION_DIFFERS
  }

  /** About the log alone. */
  static Finding inLog(Kind kind, long offset, String expected, String observed) {
    return new Finding(kind, List.of(), List.of(offset), expected, observed);
  }

  /** As one sentence per line, for people. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(
        kind
            + (requests.isEmpty() ? "" : " request " + String.join(", ", requests))
            + (offsets.isEmpty() ? "" : " at offset " + text(offsets)));
    lines.add("  expected: " + expected);
    lines.add("  observed: " + observed);
    return String.join("\n", lines);
  }

  private static String text(List<Long> offsets) {
    List<Long> sorted = new ArrayList<>(offsets);
    Collections.sort(sorted);
    return sorted.stream().map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("");
  }
}
