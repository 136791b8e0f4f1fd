package dev.stele.server.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What it takes to delete versions for good. */
final class Erasure {
  private Erasure() {}

  /**
   * The facts that erase versions of one subject: newest first, then the subject's mode and config
   * if nothing is left of it, then the counters.
   *
   * @param versions some or all versions of the subject, ascending
   */
  static List<Event> of(State state, Subject subject, List<SchemaVersion> versions) {
    List<Event> events = new ArrayList<>();
    for (int i = versions.size() - 1; i >= 0; i--) {
      events.add(new Event.SchemaErased(subject, versions.get(i).version()));
    }
    if (versions.size() == state.versions(subject).size()) {
      state.settings().mode(subject).ifPresent(m -> events.add(new Event.ModeRemoved(subject)));
      state.settings().config(subject).ifPresent(c -> events.add(new Event.ConfigRemoved(subject)));
    }
    events.addAll(counters(state, versions.stream().map(SchemaVersion::key).toList()));
    return events;
  }

  /**
   * The highest id of a context is known from the records that bear it. Where the last of them is
   * erased, this keeps it, so that it is never given out again.
   */
  static List<Event> counters(State state, Collection<VersionKey> erased) {
    Map<String, Integer> lost = new TreeMap<>();
    for (VersionKey key : erased) {
      String context = key.subject().context();
      int highest = state.highestId(context);
      boolean stays =
          state.users(context, highest).stream().anyMatch(user -> !erased.contains(user.key()));
      boolean wasHighest = state.version(key).filter(v -> v.id() == highest).isPresent();
      if (wasHighest && !stays) {
        lost.put(context, highest);
      }
    }
    List<Event> events = new ArrayList<>();
    lost.forEach((context, highest) -> events.add(new Event.CounterSet(context, highest)));
    return events;
  }
}
