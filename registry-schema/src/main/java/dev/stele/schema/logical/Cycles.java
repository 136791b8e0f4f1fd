package dev.stele.schema.logical;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * One search for types with names that contain themselves, in time proportional to the schema:
 * Tarjan's strongly connected components, without recursion.
 */
final class Cycles {
  private final LogicalSchema schema;
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Deque<Visit> way = new ArrayDeque<>();
  private final Set<String> found = new HashSet<>();

  private Cycles(LogicalSchema schema) {
    this.schema = schema;
  }

  static Set<String> of(LogicalSchema schema) {
    Cycles cycles = new Cycles(schema);
    Set<String> names = schema.usedNames();
    names.addAll(schema.declared().keySet());
    for (String name : names) {
      if (!cycles.lowest.containsKey(name)) {
        cycles.search(name);
      }
    }
    return Set.copyOf(cycles.found);
  }

  private record Visit(String name, int number, Iterator<String> uses) {}

  private void search(String start) {
    enter(start);
    while (!way.isEmpty()) {
      Visit visit = way.getLast();
      if (!visit.uses().hasNext()) {
        leave(way.removeLast());
        continue;
      }
      String next = visit.uses().next();
      if (next.equals(visit.name())) {
        found.add(next);
      } else if (!lowest.containsKey(next)) {
        enter(next);
      } else if (!done.contains(next)) {
        lower(visit.name(), next);
      }
    }
  }

  private void enter(String name) {
    int number = lowest.size();
    lowest.put(name, number);
    open.addLast(name);
    LogicalType type = schema.definition(name);
    Set<String> uses = type == null ? Set.of() : LogicalSchema.names(type);
    way.addLast(new Visit(name, number, uses.iterator()));
  }

  private void lower(String name, String next) {
    lowest.merge(name, lowest.getOrDefault(next, 0), Math::min);
  }

  private void leave(Visit visit) {
    if (lowest.getOrDefault(visit.name(), 0) == visit.number()) {
      boolean alone = open.getLast().equals(visit.name());
      String name;
      do {
        name = open.removeLast();
        done.add(name);
        if (!alone) {
          found.add(name);
        }
      } while (!name.equals(visit.name()));
    }
    if (!way.isEmpty()) {
      lower(way.getLast().name(), visit.name());
    }
  }
}
