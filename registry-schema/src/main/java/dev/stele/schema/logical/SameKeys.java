package dev.stele.schema.logical;

import dev.stele.schema.logical.Columns.Column;
import dev.stele.schema.logical.Columns.Shape;
import dev.stele.schema.logical.LogicalType.Named;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the keys of two maps are of one type to an engine, whatever their schemas call it. */
record SameKeys(
    Columns columns, LogicalSchema reader, LogicalSchema writer, Set<List<LogicalType>> open) {
  private static final int MAX_PAIRS = 100;

  SameKeys(Columns columns, LogicalSchema reader, LogicalSchema writer) {
    this(columns, reader, writer, new HashSet<>());
  }

  boolean hold(LogicalType read, LogicalType written) {
    if (read instanceof Named && written instanceof Named) {
      if (open.size() > MAX_PAIRS) {
        return read.equals(written);
      } else if (!open.add(List.of(read, written))) {
        return true; // found out further up, or before
      }
    }
    LogicalType after = resolved(read, reader);
    LogicalType before = resolved(written, writer);
    if (after instanceof Named || before instanceof Named) {
      return after.equals(before);
    }
    Shape shape = columns.shape(after);
    if (shape != columns.shape(before)) {
      return false;
    } else if (shape == Shape.VALUE) {
      return columns.change(before, after).isEmpty() && columns.change(after, before).isEmpty();
    }
    List<Slot> parts = LogicalSchema.parts(after);
    List<Slot> others = LogicalSchema.parts(before);
    boolean same = parts.size() == others.size();
    if (shape == Shape.STRUCT) {
      same = same && names(after).equals(names(before));
    }
    for (int i = 0; same && i < parts.size(); i++) {
      same = hold(parts.get(i).type(), others.get(i).type());
    }
    return same;
  }

  private static List<String> names(LogicalType type) {
    return Column.of(type).stream().map(Column::name).toList();
  }

  private static LogicalType resolved(LogicalType type, LogicalSchema schema) {
    LogicalType definition = type instanceof Named named ? schema.definition(named.name()) : null;
    return definition == null ? type : definition;
  }
}
