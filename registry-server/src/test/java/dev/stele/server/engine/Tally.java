package dev.stele.server.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happened in simulations, so that it is known that they test something. */
final class Tally {
  private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

  enum Kind {
    CLAIM,
    /** Of another node than the last one, which had not released the role. */
    TAKE_OVER,
    /** Of the node that held the last one. */
    CLAIM_AGAIN,
    RELEASE,
    RELAYED,
    /** Sent on, and answered by this node from the log. */
    RESOLVED_BY_LOG,
    MISDIRECTED,
    /** Another process than the one that claimed answered at its address. */
    STRANGER_REACHED,
    HOLDER_WITHOUT_KAFKA,
    LATE_ANSWER_IGNORED,
    /** A transaction that ended without its writer being told how. */
    FENCED_BATCH,
    CRASH,
    CRASH_IN_TRANSACTION,
    PAUSE,
    PAUSE_OF_WRITER,
    STOP,
    OUTAGE,
    CUT_FROM_KAFKA,
    CUT,
    REBUILD,
    /** A view that was stalled for longer than tombstones are kept. */
    REREADING,
    COMPACTION,
    /** While commands were under way. */
    COMPACTION_UNDER_WAY,
    TOMBSTONE_FORGOTTEN,
    TRANSACTION_TIMED_OUT,
    ACCEPTED,
    REFUSED,
    TOO_LARGE,
    CONFIRMED_ABSENCE,
    QUEUE_FULL,
    NOT_DONE,
    UNKNOWN,
    UNANSWERED
  }

  void count(Kind kind) {
    add(kind, 1);
  }

  void add(Kind kind, long times) {
    counts.computeIfAbsent(kind, first -> new LongAdder()).add(times);
  }

  private long of(Kind kind) {
    LongAdder count = counts.get(kind);
    return count == null ? 0 : count.sum();
  }

  /** What never happened. */
  List<Kind> missing() {
    List<Kind> missing = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (of(kind) == 0) {
        missing.add(kind);
      }
    }
    return missing;
  }

  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      all.add(kind + " " + of(kind));
    }
    return String.join(", ", all);
  }
}
