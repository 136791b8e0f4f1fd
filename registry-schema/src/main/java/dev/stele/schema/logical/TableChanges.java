package dev.stele.schema.logical;

import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import dev.stele.schema.logical.Columns.Column;
import dev.stele.schema.logical.Columns.Shape;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Simple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One comparison of a table's schema with the one that follows, by an engine. Columns are the same
 * if their names are. Two types with names are compared once, where they are first met.
 */
final class TableChanges {
  /** How many pairs of types are compared. */
  static final int MAX_PAIRS = 200_000;

  /** Beyond this, types with names wait until the others are done. */
  private static final int MAX_DEPTH = 100;

  private static final Slot COUNT = Slot.required(Simple.INT);

  private final Columns columns;
  private final LogicalSchema reader;
  private final LogicalSchema writer;
  private final Set<List<LogicalType>> compared = new HashSet<>();
  private final List<Incompatibility> findings = new ArrayList<>();
  private final Deque<Pair> waiting = new ArrayDeque<>();
  private int depth;
  private int pairs;

  TableChanges(Columns columns, LogicalSchema reader, LogicalSchema writer) {
    this.columns = columns;
    this.reader = reader;
    this.writer = writer;
  }

  List<Incompatibility> findings() {
    waiting.add(new Pair(reader.root().type(), writer.root().type(), ""));
    while (!waiting.isEmpty() && pairs <= MAX_PAIRS) {
      Pair next = waiting.remove();
      compareNow(next.read(), next.written(), next.path());
    }
    return findings;
  }

  private record Pair(LogicalType read, LogicalType written, String path) {}

  private void compare(LogicalType read, LogicalType written, String path) {
    if (read instanceof Named && written instanceof Named) {
      if (!compared.add(List.of(read, written))) {
        return;
      } else if (depth > MAX_DEPTH) {
        waiting.add(new Pair(read, written, path));
        return;
      }
    }
    depth++;
    compareNow(read, written, path);
    depth--;
  }

  private void compareNow(LogicalType read, LogicalType written, String path) {
    if (pairs++ >= MAX_PAIRS) {
      if (pairs == MAX_PAIRS + 1) {
        changed(LogicalRule.COMPARISON_GIVEN_UP, read, written, path, "not looked at");
      }
      return;
    }
    LogicalType after = resolved(read, reader);
    LogicalType before = resolved(written, writer);
    if (after instanceof Named || before instanceof Named) {
      if (!after.equals(before)) {
        changed(LogicalRule.TYPE_MISMATCH, after, before, path, "");
      }
      return;
    }
    Shape shape = columns.shape(after);
    if (shape != columns.shape(before)) {
      changed(LogicalRule.TYPE_MISMATCH, after, before, path, "");
      return;
    }
    switch (shape) {
      case STRUCT -> structs(after, before, path);
      case LIST, MULTISET -> elements(part(after), part(before), path + "[]");
      case MAP -> maps(after, before, path);
      case VALUE ->
          columns
              .change(before, after)
              .ifPresent(change -> changed(change.rule(), after, before, path, change.more()));
    }
  }

  private static LogicalType resolved(LogicalType type, LogicalSchema schema) {
    LogicalType definition = type instanceof Named named ? schema.definition(named.name()) : null;
    return definition == null ? type : definition;
  }

  private static Slot part(LogicalType type) {
    return LogicalSchema.parts(type).get(0);
  }

  private void structs(LogicalType read, LogicalType written, String path) {
    Map<String, Column> before = new HashMap<>();
    List<Column> old = Column.of(written);
    old.forEach(column -> before.put(column.name(), column));
    Set<String> names = new HashSet<>();
    for (Column column : Column.of(read)) {
      names.add(column.name());
      Column same = before.get(column.name());
      String place = Validity.member(path, column.name());
      if (same != null) {
        columns(column, same, place);
      } else if (!columns.mayBeAdded(column, resolved(column.type(), reader))) {
        found(
            LogicalRule.REQUIRED_FIELD_ADDED,
            new Place(place, text(column)),
            new Place(place, null),
            "the column is new, may not be null, and rows without it have no value for it");
      }
    }
    for (Column column : old) {
      if (!names.contains(column.name()) && !columns.mayBeDeleted()) {
        String place = Validity.member(path, column.name());
        found(
            LogicalRule.FIELD_DELETED,
            new Place(place, null),
            new Place(place, text(column)),
            "the column is not there any more");
      }
    }
  }

  private void columns(Column read, Column written, String path) {
    if (written.nullable() && !columns.mayTighten(read, resolved(read.type(), reader))) {
      nulls(text(read), text(written), path);
    }
    boolean required = !read.nullable() && !written.nullable();
    if (required && columns.keepsDefaults() && written.defaulted() && !read.defaulted()) {
      found(
          LogicalRule.NON_NULLABLE_DEFAULT_REMOVED,
          new Place(path, text(read)),
          new Place(path, text(written)),
          "the column may not be null and has lost its default");
    }
    compare(read.type(), written.type(), path);
  }

  private static String text(Column column) {
    return Ddl.name(column.type()) + (column.nullable() ? "" : " NOT NULL");
  }

  private void nulls(String read, String written, String path) {
    found(
        LogicalRule.NULLABLE_TO_NON_NULLABLE,
        new Place(path, read),
        new Place(path, written),
        "values could be null, and may not be any more");
  }

  private void elements(Slot read, Slot written, String path) {
    if (columns.comparesElements() && written.nullable() && !read.nullable()) {
      nulls(Ddl.name(read.type()) + " NOT NULL", Ddl.name(written.type()), path);
    }
    compare(read.type(), written.type(), path);
  }

  private void maps(LogicalType read, LogicalType written, String path) {
    if (columns.mayChangeKeys()) {
      elements(part(read), part(written), path + "{key}");
    } else if (!new SameKeys(columns, reader, writer)
        .hold(part(read).type(), part(written).type())) {
      changed(LogicalRule.MAP_KEY_TYPE_MISMATCH, part(read).type(), part(written).type(), path, "");
    }
    elements(value(read), value(written), path + "{}");
  }

  private static Slot value(LogicalType map) {
    return map instanceof MultisetOf ? COUNT : ((MapOf) map).value();
  }

  private void changed(
      LogicalRule rule, LogicalType read, LogicalType written, String path, String more) {
    String before = Ddl.name(written);
    String after = Ddl.name(read);
    found(
        rule,
        new Place(path, after),
        new Place(path, before),
        "the type changed from "
            + before
            + " to "
            + after
            + (more.isEmpty() ? "" : " (" + more + ")"));
  }

  private void found(LogicalRule rule, Place read, Place written, String detail) {
    findings.add(rule.found(columns.engine(), read, written, detail));
  }
}
