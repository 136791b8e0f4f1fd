package dev.stele.schema.json;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** How {@code allOf}, {@code anyOf} and {@code oneOf} compare with each other and with others. */
final class Members {
  private Members() {}

  /**
   * Whether a single schema and one that has members fit by one of the members.
   *
   * @param pair of which at most one is combined
   */
  static boolean oneCanBeRead(Pair pair) {
    Shape reader = pair.reader();
    Shape writer = pair.writer();
    boolean any =
        reader.kind().isCombined()
            ? reader.kind() != Kind.ALL_OF || reader.members().size() == 1
            : writer.kind() == Kind.ALL_OF || writer.members().size() == 1;
    if (!any) {
      return false;
    }
    for (Shape member : reader.members()) {
      if (pair.canRead(member, writer)) {
        return true;
      }
    }
    for (Shape member : writer.members()) {
      if (pair.canRead(reader, member)) {
        return true;
      }
    }
    return false;
  }

  /** Compares two schemas that both have members. */
  static void compare(Pair pair) {
    Shape reader = pair.reader();
    Shape writer = pair.writer();
    if (reader.kind() != writer.kind() && !isExtended(reader, writer)) {
      pair.found(JsonRule.COMBINED_TYPE_CHANGED, reader, writer);
      return;
    }
    List<Shape> readers = reader.distinctMembers();
    List<Shape> writers = writer.distinctMembers();
    if (readers.size() > writers.size() && reader.kind() == Kind.ALL_OF) {
      pair.found(JsonRule.PRODUCT_TYPE_EXTENDED, reader, writer);
    }
    if (readers.size() < writers.size() && writer.kind() != Kind.ALL_OF) {
      pair.found(JsonRule.SUM_TYPE_NARROWED, reader, writer);
    }
    if (!canBeMatched(readers, writers, pair)) {
      pair.found(JsonRule.COMBINED_TYPE_SUBSCHEMAS_CHANGED, reader, writer);
    }
  }

  private static boolean isExtended(Shape reader, Shape writer) {
    boolean oneReader = reader.members().size() == 1;
    boolean oneWriter = writer.members().size() == 1;
    return reader.kind() == Kind.ANY_OF
        || (oneReader && (oneWriter || writer.kind() == Kind.ALL_OF))
        || (oneWriter && reader.kind() == Kind.ONE_OF);
  }

  /** Whether each member of the smaller side has one of the other side for itself that fits. */
  private static boolean canBeMatched(List<Shape> readers, List<Shape> writers, Pair pair) {
    List<BitSet> edges = new ArrayList<>();
    for (Shape writer : writers) {
      BitSet fitting = new BitSet(readers.size());
      for (int i = 0; i < readers.size(); i++) {
        fitting.set(i, pair.canRead(readers.get(i), writer));
      }
      edges.add(fitting);
    }
    int matched = Matching.size(edges, readers.size(), () -> pair.count(1));
    return matched == Math.min(readers.size(), writers.size());
  }
}
