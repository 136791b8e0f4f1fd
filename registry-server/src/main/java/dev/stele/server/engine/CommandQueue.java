package dev.stele.server.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Commands that wait to be decided and are surely not written. Confined to the loop. */
final class CommandQueue {
  private final Deque<Pending<?>> commands = new ArrayDeque<>();

  void add(Pending<?> pending) {
    commands.add(pending);
  }

  /** Puts back in front, in their order, those that still wait and are surely not written. */
  void putBack(List<Pending<?>> taken) {
    for (int i = taken.size() - 1; i >= 0; i--) {
      Pending<?> pending = taken.get(i);
      if (!pending.isAnswered() && !pending.mayBeWritten()) {
        commands.addFirst(pending);
      }
    }
  }

  Pending<?> peek() {
    return commands.element();
  }

  Pending<?> take() {
    return commands.remove();
  }

  /** Takes all out. */
  List<Pending<?>> takeAll() {
    List<Pending<?>> all = List.copyOf(commands);
    commands.clear();
    return all;
  }

  /** Fails those that other nodes sent. */
  void failForwarded(RuntimeException failure) {
    commands.stream().filter(Pending::isForwarded).forEach(pending -> pending.fail(failure));
    commands.removeIf(Pending::isForwarded);
  }

  /** Takes one out; says whether it was there. */
  boolean remove(Pending<?> pending) {
    return commands.remove(pending);
  }

  void failAll(UnavailableException failure) {
    commands.forEach(pending -> pending.fail(failure));
    commands.clear();
  }

  boolean isEmpty() {
    return commands.isEmpty();
  }
}
