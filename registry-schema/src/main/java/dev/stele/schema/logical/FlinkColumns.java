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
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import java.util.Optional;
import java.util.Set;

/**
 * Flink's types. What was written must be read as what it was: columns may come, go and change
 * places, enums are texts, and values are widened only where nothing is lost.
 */
final class FlinkColumns implements Columns {
  @Override
  public Engine engine() {
    return Engine.FLINK;
  }

  @Override
  public Shape shape(LogicalType type) {
    if (type instanceof Struct || type instanceof Union) {
      return Shape.STRUCT;
    } else if (type instanceof ArrayOf) {
      return Shape.LIST;
    } else if (type instanceof MultisetOf) {
      return Shape.MULTISET;
    }
    return type instanceof MapOf ? Shape.MAP : Shape.VALUE;
  }

  @Override
  public boolean mayBeAdded(Column column, LogicalType type) {
    return column.nullable() || column.defaulted();
  }

  @Override
  public boolean mayTighten(Column column, LogicalType type) {
    return column.nullable();
  }

  @Override
  public boolean mayBeDeleted() {
    return true;
  }

  @Override
  public boolean keepsDefaults() {
    return true;
  }

  @Override
  public boolean comparesElements() {
    return true;
  }

  @Override
  public boolean mayChangeKeys() {
    return true;
  }

  @Override
  public Optional<Change> change(LogicalType writer, LogicalType reader) {
    if (text(writer) instanceof Chars before && text(reader) instanceof Chars after) {
      return lengths(before.length(), before.fixed(), after.length(), after.fixed());
    } else if (writer instanceof Binary before && reader instanceof Binary after) {
      return lengths(before.length(), before.fixed(), after.length(), after.fixed());
    } else if (writer instanceof Temporal before && reader instanceof Temporal after) {
      return before.equals(after)
          ? Optional.empty()
          : Change.unsupported(
              before.clock() == after.clock() ? "the precision is the unit of what is kept" : "");
    } else if (reader instanceof Decimal after) {
      return decimals(writer, after);
    }
    return writer.equals(reader) || isWider(writer, reader)
        ? Optional.empty()
        : Change.unsupported("");
  }

  private static LogicalType text(LogicalType type) {
    return type instanceof Enumeration ? LogicalType.STRING : type;
  }

  private static Optional<Change> lengths(int before, boolean fixed, int after, boolean stays) {
    if (stays) {
      return fixed && before == after
          ? Optional.empty()
          : Change.unsupported(fixed ? "a fixed length cannot change" : "");
    }
    return unbounded(after) < (fixed ? before : unbounded(before))
        ? Change.unsupported("the length may not shrink")
        : Optional.empty();
  }

  /** A variable length of 0 is none. */
  private static int unbounded(int length) {
    return length > 0 ? length : LogicalType.UNBOUNDED;
  }

  private static Optional<Change> decimals(LogicalType writer, Decimal reader) {
    if (writer instanceof Decimal before) {
      return before.scale() == reader.scale() && before.precision() <= reader.precision()
          ? Optional.empty()
          : Change.unsupported("the scale must stay, and the precision may not shrink");
    }
    int digits =
        writer instanceof Simple simple
            ? switch (simple) {
              case TINYINT -> 3;
              case SMALLINT -> 5;
              case INT -> 10;
              case BIGINT -> 19;
              default -> 0;
            }
            : 0;
    if (digits == 0) {
      return Change.unsupported("");
    }
    return reader.precision() - reader.scale() < digits
        ? Change.unsupported("not every number fits")
        : Optional.empty();
  }

  private static boolean isWider(LogicalType writer, LogicalType reader) {
    if (!(reader instanceof Simple simple)) {
      return false;
    }
    Set<Simple> narrower =
        switch (simple) {
          case SMALLINT -> Set.of(Simple.TINYINT);
          case INT, FLOAT -> Set.of(Simple.TINYINT, Simple.SMALLINT);
          case BIGINT -> Set.of(Simple.TINYINT, Simple.SMALLINT, Simple.INT);
          case DOUBLE -> Set.of(Simple.TINYINT, Simple.SMALLINT, Simple.INT, Simple.FLOAT);
          default -> Set.of();
        };
    return writer instanceof Simple before && narrower.contains(before);
  }
}
