package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Symbol;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Iceberg's types, version 2 of its format. Columns stay; it keeps no defaults, lengths of texts
 * nor small integers, and widens integers, floating point numbers and the precision of decimals.
 */
final class IcebergColumns implements Columns {
  private static final int MICROSECONDS = 6;

  /** What Iceberg makes of types that it does not tell apart. */
  private enum Kept {
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DATE,
    VARIANT,
    DECIMAL,
    STRING,
    BINARY,
    FIXED,
    TIME,
    TIMESTAMP,
    TIMESTAMP_NANO,
    TIMESTAMPTZ,
    TIMESTAMPTZ_NANO
  }

  @Override
  public Engine engine() {
    return Engine.ICEBERG_V2;
  }

  /** Multisets are maps to a number. */
  @Override
  public Shape shape(LogicalType type) {
    if (type instanceof Struct || type instanceof Union) {
      return Shape.STRUCT;
    } else if (type instanceof ArrayOf) {
      return Shape.LIST;
    }
    return type instanceof MapOf || type instanceof MultisetOf ? Shape.MAP : Shape.VALUE;
  }

  /** An array or a map that has a default may as well be null: it is empty either way. */
  @Override
  public boolean mayBeAdded(Column column, LogicalType type) {
    Shape shape = shape(type);
    return column.nullable() || (column.defaulted() && (shape == Shape.LIST || shape == Shape.MAP));
  }

  @Override
  public boolean mayTighten(Column column, LogicalType type) {
    return mayBeAdded(column, type);
  }

  @Override
  public boolean mayBeDeleted() {
    return false;
  }

  @Override
  public boolean keepsDefaults() {
    return false;
  }

  @Override
  public boolean comparesElements() {
    return false;
  }

  @Override
  public boolean mayChangeKeys() {
    return false;
  }

  @Override
  public Optional<Change> change(LogicalType writer, LogicalType reader) {
    Kept before = column(writer);
    Kept after = column(reader);
    if (before != after) {
      boolean wider =
          (before == Kept.INT && after == Kept.LONG)
              || (before == Kept.FLOAT && after == Kept.DOUBLE);
      return wider ? Optional.empty() : Change.unsupported("");
    } else if (writer instanceof Decimal one && reader instanceof Decimal other) {
      return one.scale() == other.scale() && one.precision() <= other.precision()
          ? Optional.empty()
          : Change.unsupported("the scale must stay, and the precision may not shrink");
    } else if (after == Kept.FIXED && !writer.equals(reader)) {
      return Change.unsupported("a fixed length cannot change");
    } else if (writer instanceof Enumeration one && reader instanceof Enumeration other) {
      return symbols(one, other);
    }
    return Optional.empty();
  }

  private static Optional<Change> symbols(Enumeration writer, Enumeration reader) {
    List<String> lost = new ArrayList<>(writer.symbols().stream().map(Symbol::name).toList());
    lost.removeAll(reader.symbols().stream().map(Symbol::name).toList());
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(new Change(LogicalRule.ENUM_DELETED, "without " + lost));
  }

  private static Kept column(LogicalType type) {
    if (type instanceof Simple simple) {
      return switch (simple) {
        case BOOLEAN -> Kept.BOOLEAN;
        case TINYINT, SMALLINT, INT -> Kept.INT;
        case BIGINT -> Kept.LONG;
        case FLOAT -> Kept.FLOAT;
        case DOUBLE -> Kept.DOUBLE;
        case DATE -> Kept.DATE;
        case VARIANT -> Kept.VARIANT;
      };
    } else if (type instanceof Decimal) {
      return Kept.DECIMAL;
    } else if (type instanceof Chars || type instanceof Enumeration) {
      return Kept.STRING;
    } else if (type instanceof Binary binary) {
      return binary.fixed() ? Kept.FIXED : Kept.BINARY;
    }
    Temporal temporal = (Temporal) type;
    boolean fine = temporal.precision() > MICROSECONDS;
    return switch (temporal.clock()) {
      case TIME -> Kept.TIME;
      case TIMESTAMP -> fine ? Kept.TIMESTAMP_NANO : Kept.TIMESTAMP;
      case TIMESTAMP_LTZ -> fine ? Kept.TIMESTAMPTZ_NANO : Kept.TIMESTAMPTZ;
    };
  }
}
