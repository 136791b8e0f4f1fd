package dev.stele.schema.json;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The largest matching of a bipartite graph, by augmenting paths, each found breadth first: no
 * recursion, and at most nodes times edges steps.
 */
final class Matching {
  private static final int NONE = -1;

  private final List<BitSet> edges;
  private final Runnable step;
  private final int[] leftOf;
  private final int[] rightOf;

  private Matching(List<BitSet> edges, int rights, Runnable step) {
    this.edges = edges;
    this.step = step;
    this.leftOf = filled(rights);
    this.rightOf = filled(edges.size());
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  /**
   * How many edges it has.
   *
   * @param edges of each node on the left, the nodes on the right it is connected to
   * @param rights how many nodes are on the right
   * @param step is told each step, to count it
   */
  static int size(List<BitSet> edges, int rights, Runnable step) {
    Matching matching = new Matching(edges, rights, step);
    int size = 0;
    for (int left = 0; left < edges.size(); left++) {
      size += matching.augment(left) ? 1 : 0;
    }
    return size;
  }

  private boolean augment(int start) {
    int[] cameFrom = filled(leftOf.length);
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      int left = open.remove();
      BitSet rights = edges.get(left);
      for (int right = rights.nextSetBit(0); right >= 0; right = rights.nextSetBit(right + 1)) {
        step.run();
        if (cameFrom[right] != NONE) {
          continue;
        }
        cameFrom[right] = left;
        if (leftOf[right] == NONE) {
          flip(right, cameFrom);
          return true;
        }
        open.add(leftOf[right]);
      }
    }
    return false;
  }

  /** Along the path that led to a free node, what was matched is not, and what was not is. */
  private void flip(int free, int[] cameFrom) {
    for (int right = free; right != NONE; ) {
      int left = cameFrom[right];
      int before = rightOf[left];
      leftOf[right] = left;
      rightOf[left] = right;
      right = before;
    }
  }
}
