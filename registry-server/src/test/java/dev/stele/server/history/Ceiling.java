package dev.stele.server.history;

import dev.stele.server.history.Witness.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The last state an answer may show: nothing in it was called after the answer came. */
final class Ceiling {
  private final int end;

  /** Calls of what is in the log, ascending, and the lowest place of each and all later ones. */
  private final long[] calls;

  private final int[] lowest;

  private record Called(long time, int place) {}

  Ceiling(History history, Witness witness) {
    this.end = witness.commands().size();
    List<Called> called = new ArrayList<>();
    for (Operation operation : history.operations()) {
      Optional<Placed> placed = witness.command(operation);
      placed.ifPresent(found -> called.add(new Called(operation.called(), found.place())));
    }
    called.sort(Comparator.comparingLong(Called::time));
    calls = called.stream().mapToLong(Called::time).toArray();
    lowest = new int[calls.length];
    int least = end + 1;
    for (int i = calls.length - 1; i >= 0; i--) {
      least = Math.min(least, called.get(i).place());
      lowest[i] = least;
    }
  }

  /** The highest place; of all commands if nothing was called later. */
  int of(Operation operation) {
    long returned = operation.returned().orElse(Long.MAX_VALUE);
    int low = 0;
    int high = calls.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (calls[middle] > returned) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == calls.length ? end : lowest[low] - 1;
  }
}
