package dev.stele.server.domain;

import dev.stele.server.domain.Plan.Outcome;
import dev.stele.server.domain.Plan.Status;
import dev.stele.server.domain.RegisterAll.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds an order for the schemas of a request in which each comes after what it references: the
 * given one, but where references ask for another. Used once.
 *
 * <p>Schemas of one subject are settled in the order given, so whatever is waited for is the first
 * of its subject that is left, and no subject is on a way twice.
 */
final class Planning {
  private final List<Entry> entries;
  private final Prospects prospects;
  private final Map<Subject, Queue<Integer>> left = new HashMap<>();
  private final Map<Integer, Outcome> settled = new TreeMap<>();
  // How many of an entry's references are seen to; what is settled stays so.
  private final int[] seenTo;

  Planning(RegisterAll request, Prospects prospects) {
    this.entries = request.entries();
    this.prospects = prospects;
    this.seenTo = new int[entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      left.computeIfAbsent(entries.get(i).subject(), subject -> new ArrayDeque<>()).add(i);
    }
  }

  Plan plan() {
    for (int i = 0; i < entries.size(); i++) {
      if (!settled.containsKey(i)) {
        settleWithAllBefore(i);
      }
    }
    return new Plan(List.copyOf(settled.values()));
  }

  // Not recursive: the way may be as long as the request.
  private void settleWithAllBefore(int first) {
    List<Integer> way = new ArrayList<>(List.of(first));
    Map<Integer, Integer> places = new HashMap<>(Map.of(first, 0));
    while (!way.isEmpty()) {
      int current = way.get(way.size() - 1);
      OptionalInt needed = needed(current);
      Integer met = needed.isEmpty() ? null : places.get(needed.getAsInt());
      if (met != null) {
        List<Integer> circle = way.subList(met, way.size());
        refuse(circle);
        circle.forEach(places::remove);
        circle.clear();
      } else if (needed.isPresent()) {
        places.put(needed.getAsInt(), way.size());
        way.add(needed.getAsInt());
      } else {
        settle(current, prospects.of(entries.get(current)));
        places.remove(current);
        way.remove(way.size() - 1);
      }
    }
  }

  private OptionalInt needed(int index) {
    Entry entry = entries.get(index);
    List<RawReference> references = entry.draft().references();
    for (; seenTo[index] < references.size(); seenTo[index]++) {
      RawReference reference = references.get(seenTo[index]);
      Optional<Subject> target = References.subjectOf(reference, entry.subject().context());
      Integer next =
          target
              .filter(subject -> !subject.equals(entry.subject()))
              .map(left::get)
              .map(Queue::peek)
              .orElse(null);
      if (next != null && !prospects.holds(target.orElseThrow(), reference)) {
        return OptionalInt.of(next);
      }
    }
    return OptionalInt.empty();
  }

  private void settle(int index, Outcome outcome) {
    settled.put(index, outcome);
    Objects.requireNonNull(left.get(outcome.subject())).remove();
  }

  private void refuse(List<Integer> circle) {
    String names =
        circle.stream()
            .map(index -> entries.get(index).subject().qualified())
            .collect(Collectors.joining(" -> "));
    String start = entries.get(circle.get(0)).subject().qualified();
    RegistryError error =
        RegistryError.invalidSchema(
            "The schemas of this request reference each other in a circle: "
                + names
                + " -> "
                + start);
    for (int index : circle) {
      settle(index, prospects.refused(entries.get(index), Status.INVALID, error));
    }
  }
}
