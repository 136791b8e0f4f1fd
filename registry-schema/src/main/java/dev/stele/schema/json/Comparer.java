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
  static final int MAX_DEPTH = 500;

  /** How often a pair that is not compatible is compared within itself, as in the reference. */
  private static final int MAX_ENTRIES = 2;

  private final CompatibilityPolicy policy;
  private final Set<Met> incompatible = new HashSet<>();
  private final Map<Met, Findings> compared = new HashMap<>();
  private final Map<Met, Findings> comparedTargets = new HashMap<>();
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
      return List.copyOf(new Comparer(policy).fixedPoint(reader, writer).list());
    } catch (ComparisonLimit e) {
      return List.of(
          Incompatibility.at(JsonRule.COMPARISON_GIVEN_UP, "#/", String.valueOf(e.getMessage())));
    }
  }

  private Findings fixedPoint(Shape reader, Shape writer) {
    while (true) {
      compared.clear();
      comparedTargets.clear();
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
    return policy == CompatibilityPolicy.STRICT || !rule.isAllowedUnderLenient();
  }

  void count(int more) {
    comparisons += more;
    if (comparisons > MAX_COMPARISONS) {
      throw new ComparisonLimit(
          "more than " + MAX_COMPARISONS + " pairs of schemas, properties and items to compare");
    }
  }

  /** What keeps the one from reading the other; to be told once, references in them followed. */
  Findings compare(Shape reader, Shape writer) {
    count(1);
    if (reader.kind() != Kind.REFERENCE && writer.kind() != Kind.REFERENCE) {
      return compareTargets(reader, writer);
    }
    Met pair = new Met(reader, writer);
    Findings before = compared.get(pair);
    if (before != null) {
      return before;
    }
    int entries = entered.getOrDefault(pair, 0);
    if (entries > 0 && !incompatible.contains(pair)) {
      assumed.add(pair);
      return Findings.NONE;
    }
    if (entries == MAX_ENTRIES) {
      return Findings.TOLD;
    }
    entered.put(pair, entries + 1);
    Findings found = compareTargets(reader.target(), writer.target());
    entered.put(pair, entries);
    compared.put(pair, found);
    return found;
  }

  /** As in the reference, a target that is a reference again is not followed: it is a kind. */
  private Findings compareTargets(Shape reader, Shape writer) {
    if (reader.kind() == Kind.ANY || writer.kind() == Kind.NONE) {
      return Findings.NONE;
    }
    Met pair = new Met(reader, writer);
    Findings before = comparedTargets.get(pair);
    if (before == null) {
      before = compareInDepth(reader, writer);
      comparedTargets.put(pair, before);
    }
    return before;
  }

  private Findings compareInDepth(Shape reader, Shape writer) {
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
      Keywords.of(reader.kind()).forEach(keyword -> keyword.compare(pair));
    } else if (!(reader.isConnectBytes() && writer.isConnectBytes())) {
      pair.found(JsonRule.TYPE_CHANGED, reader, writer);
    }
  }

  /** Two shapes that met; equal if both are the same. */
  private record Met(Shape reader, Shape writer) {}
}
