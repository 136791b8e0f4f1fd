package dev.stele.server.view;

import dev.stele.server.log.LogRecord.Unreadable;
import dev.stele.server.view.Snapshot.Quarantined;
import dev.stele.server.view.Snapshot.Unfit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records that are not in the state because they could not be understood. */
final class Quarantine {
  /** How many are kept; the others are only counted. */
  static final int LIMIT = 1_000;

  private final List<Quarantined> first = new ArrayList<>();
  private List<Quarantined> copy = List.of();
  private long count;
  private Optional<Unfit> unfit = Optional.empty();

  void add(String topic, long offset, Unreadable record) {
    count++;
    if (first.size() < LIMIT) {
      first.add(new Quarantined(topic, offset, record.key(), record.reason()));
    }
    if (record.newerFormat() && unfit.isEmpty()) {
      unfit =
          Optional.of(
              new Unfit(
                  "A newer release wrote offset %d of %s (%s): this node must be upgraded to write"
                      .formatted(offset, topic, record.reason()),
                  true));
    }
  }

  long count() {
    return count;
  }

  /** In the order of reading. */
  List<Quarantined> list() {
    if (copy.size() != first.size()) {
      copy = List.copyOf(first);
    }
    return copy;
  }

  /** Why nothing may be decided without these records. */
  Optional<Unfit> unfit() {
    return unfit;
  }
}
