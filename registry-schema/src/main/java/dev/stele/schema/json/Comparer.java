package dev.stele.schema.json;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Incompatibility;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One comparison of a reader's and a writer's schema, as the reference registry's: what it says of
 * two shapes follows from their kinds and the values of their keywords.
 *
 * <p>Schemas that refer to themselves are compatible unless something says otherwise: a pair of
 * references that is met inside itself counts as compatible, and if in the end it is not, all is
 * compared again with that knowledge, until nothing new is learnt.
 */
final class Comparer {
  /** How many pairs, properties, items and members are compared before giving up. */
  static final int MAX_COMPARISONS = 1_000_000;

  /** How deep pairs of schemas may be nested. */
  static final int MAX_DEPTH = 250;

  /** How often a pair that is not compatible is compared within itself, as in the reference. */
  private static final int MAX_ENTRIES = 2;

  private final CompatibilityPolicy policy;
  private final Set<Met> incompatible = new HashSet<>();
  private final Map<Met, Findings> compared = new HashMap<>();
  private final Map<Met, Integer> entered = new HashMap<>();
  private final Set<Met> assumed = new HashSet<>();
  private int depth;
  private int comparisons;

  private Comparer(CompatibilityPolicy policy) {
    this.policy = policy;
  }

  /** What keeps the reader from reading the writer's data; empty if nothing does. */
  static List<Incompatibility> compare(Shape reader, Shape writer, CompatibilityPolicy policy) {
    try {
      return new Comparer(policy).fixedPoint(reader, writer).list();
    } catch (ComparisonLimit e) {
      return List.of(e.finding());
    }
  }

  private Findings fixedPoint(Shape reader, Shape writer) {
    while (true) {
      compared.clear();
      assumed.clear();
      Findings found = compare(reader, writer);
      if (!learn()) {
        return found;
      }
    }
  }

  /** Whether a pair that was assumed to be compatible turned out not to be. */
  private boolean learn() {
    boolean wrong = false;
    for (Map.Entry<Met, Findings> pair : compared.entrySet()) {
      if (!pair.getValue().isEmpty() && incompatible.add(pair.getKey())) {
        wrong |= assumed.contains(pair.getKey());
      }
    }
    return wrong;
  }

  /** Whether the policy minds that a rule is broken. */
  boolean minds(JsonRule rule) {
    return policy != CompatibilityPolicy.LENIENT || !rule.isAllowedUnderLenient();
  }

  void count(int more) {
    comparisons += more;
    if (comparisons > MAX_COMPARISONS) {
      throw new ComparisonLimit(
          "more than " + MAX_COMPARISONS + " pairs of schemas, properties and items to compare");
    }
  }

  /** What keeps the one from reading the other, references followed. */
  Findings compare(Shape reader, Shape writer) {
    count(1);
    if (reader.kind() != Kind.REFERENCE && writer.kind() != Kind.REFERENCE) {
      return compareTargets(reader, writer);
    }
    Met references = new Met(reader, writer);
    Met targets = new Met(reader.target(), writer.target());
    Findings before = compared.get(targets);
    if (before != null) {
      return before;
    }
    int again = entered.getOrDefault(references, 0);
    boolean tooOften = again == MAX_ENTRIES || entered.getOrDefault(targets, 0) > MAX_ENTRIES;
    if (tooOften || again > 0) {
      if (!incompatible.contains(targets)) {
        assumed.add(targets);
        return Findings.NONE;
      }
      if (tooOften) {
        return Findings.TOLD;
      }
    }
    entered.merge(references, 1, Integer::sum);
    entered.merge(targets, 1, Integer::sum);
    Findings found = compareTargets(targets.reader, targets.writer);
    entered.merge(references, -1, Integer::sum);
    entered.merge(targets, -1, Integer::sum);
    compared.put(targets, found);
    return found;
  }

  /** As in the reference, a target that is a reference again is not followed: it is a kind. */
  private Findings compareTargets(Shape reader, Shape writer) {
    if (reader.kind() == Kind.ANY || writer.kind() == Kind.NONE) {
      return Findings.NONE;
    }
    if (depth == MAX_DEPTH) {
      throw new ComparisonLimit("pairs of schemas nested more than " + MAX_DEPTH + " deep");
    }
    depth++;
    Pair pair = new Pair(this, reader, writer);
    if (reader.kind().isCombined() && writer.kind().isCombined()) {
      Members.compare(pair);
    } else if (!Members.oneCanBeRead(pair)) {
      compareKinds(pair);
    }
    depth--;
    return pair.findings();
  }

  private static void compareKinds(Pair pair) {
    Shape reader = pair.reader();
    Shape writer = pair.writer();
    if (reader.kind() == writer.kind()) {
      for (Keyword<?> keyword : Keywords.of(reader.kind())) {
        keyword.compare(pair);
      }
    } else if (!(reader.isConnectBytes() && writer.isConnectBytes())) {
      pair.found(JsonRule.TYPE_CHANGED, reader, writer);
    }
  }

  /** Two shapes that met; equal if both are the same. */
  private record Met(Shape reader, Shape writer) {}
}
