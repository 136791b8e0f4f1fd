package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Union;
import java.util.List;
import java.util.Optional;

/** How an engine sees types and compares them. Stateless. */
interface Columns {
  /** What a type is, before one asks which. */
  enum Shape {
    STRUCT,
    LIST,
    MAP,
    MULTISET,
    VALUE
  }

  Engine engine();

  Shape shape(LogicalType type);

  /** Whether a column may be added, as those that were written before can show something in it. */
  boolean mayBeAdded(Column column, LogicalType type);

  /** Whether a column that could be null may become this one. */
  boolean mayTighten(Column column, LogicalType type);

  /** Whether columns may be taken away. */
  boolean mayBeDeleted();

  /** Whether the default of a column without nulls must stay. */
  boolean keepsDefaults();

  /** Whether an element without nulls may not have had some. */
  boolean comparesElements();

  /** Whether keys of maps may change as other values may. */
  boolean mayChangeKeys();

  /** Why values of one type are not read as values of another; empty if they are. */
  Optional<Change> change(LogicalType writer, LogicalType reader);

  /**
   * What is wrong with a change.
   *
   * @param more what is to be said besides the two types; empty for nothing
   */
  record Change(LogicalRule rule, String more) {
    static Optional<Change> unsupported(String more) {
      return Optional.of(new Change(LogicalRule.UNSUPPORTED_TYPE_CHANGE, more));
    }
  }

  /**
   * A field, or a branch of a union: a column that is null where another branch is meant.
   *
   * @param defaulted whether there is a default that is not null
   */
  record Column(String name, LogicalType type, boolean nullable, boolean defaulted) {
    static List<Column> of(LogicalType type) {
      return type instanceof Union union
          ? union.branches().stream().map(Column::of).toList()
          : ((Struct) type).fields().stream().map(Column::of).toList();
    }

    private static Column of(Branch branch) {
      return new Column(branch.name(), branch.slot().type(), true, false);
    }

    private static Column of(Field field) {
      boolean defaulted =
          field.initial().map(value -> !(value instanceof Literal.Null)).orElse(field.implied());
      return new Column(field.name(), field.slot().type(), field.slot().nullable(), defaulted);
    }
  }
}
