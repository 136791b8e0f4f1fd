package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Which defaults fit which types. */
public final class Defaults {
  private Defaults() {}

  public static boolean fits(LogicalType type, Literal value) {
    return misfit(type, value) == null;
  }

  /**
   * The number that is the default of a {@code DECIMAL}.
   *
   * @throws IllegalArgumentException if it is none, so does not fit
   */
  public static BigDecimal decimal(Literal value) {
    BigDecimal number = number(value);
    if (number == null) {
      throw new IllegalArgumentException("No decimal: " + value);
    }
    return number;
  }

  /**
   * Why a default does not fit; null if it does. Whether the JSON of an array or a struct fits is
   * for its format to say.
   */
  static @Nullable String misfit(LogicalType type, Literal value) {
    if (value instanceof Literal.Null) {
      return null;
    } else if (type instanceof Simple simple) {
      return simple(simple, value);
    } else if (type instanceof Decimal decimal) {
      return decimal(decimal, value);
    } else if (type instanceof Chars chars) {
      return value instanceof Literal.Text text
          ? length(chars.length(), chars.fixed(), text.value().length())
          : "must be a text in quotes";
    } else if (type instanceof Binary binary) {
      return value instanceof Literal.Octets octets
          ? length(binary.length(), binary.fixed(), octets.hex().length() / 2)
          : "must be bytes, as in x'00FF'";
    } else if (type instanceof Temporal temporal) {
      return time(temporal, value);
    } else if (type instanceof Union union) {
      return union.branches().isEmpty()
          ? "cannot be: there is no branch"
          : misfit(union.branches().get(0).slot().type(), value);
    }
    return value instanceof Literal.Text
        ? null
        : "must be in quotes: the symbol of an enum, or JSON";
  }

  private static @Nullable String simple(Simple type, Literal value) {
    return switch (type) {
      case BOOLEAN -> value instanceof Literal.Bool ? null : "must be TRUE or FALSE";
      case TINYINT -> integer(value, Byte.SIZE);
      case SMALLINT -> integer(value, Short.SIZE);
      case INT -> integer(value, Integer.SIZE);
      case BIGINT -> integer(value, Long.SIZE);
      case FLOAT, DOUBLE -> value instanceof Literal.Num ? null : "must be a number";
      case DATE ->
          value instanceof Literal.Text text && Times.isDate(text.value())
              ? null
              : "must be a day, as in '2020-01-31'";
      case VARIANT -> "cannot be: VARIANT has none";
    };
  }

  private static @Nullable String integer(Literal value, int bits) {
    boolean fits =
        value instanceof Literal.Num number
            && number.text().matches("-?[0-9]{1,20}")
            && new BigInteger(number.text()).bitLength() < bits;
    return fits ? null : "must be an integer of " + bits + " bits";
  }

  private static @Nullable String decimal(Decimal type, Literal value) {
    BigDecimal number = number(value);
    if (number == null) {
      return "must be a decimal";
    }
    int digits = number.precision() - Math.max(number.scale(), 0);
    return number.scale() <= type.scale() && digits <= type.precision() - type.scale()
        ? null
        : "does not fit into "
            + type.precision()
            + " digits, "
            + type.scale()
            + " of them decimals";
  }

  /** The number that a literal is, in quotes or not; null if it is none of a handy size. */
  static @Nullable BigDecimal number(Literal value) {
    String text =
        value instanceof Literal.Num num
            ? num.text()
            : value instanceof Literal.Text quoted ? quoted.value() : "";
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > 1_000 || text.length() > 1_000 ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String length(int declared, boolean fixed, int length) {
    if (fixed && length != declared) {
      return "has a length of " + length + ", not " + declared;
    }
    return length > declared ? "is longer than " + declared : null;
  }

  private static @Nullable String time(Temporal type, Literal value) {
    return value instanceof Literal.Text text && Times.fits(type, text.value())
        ? null
        : switch (type.clock()) {
          case TIME -> "must be a time as in '12:30:00', with no more decimals than its type";
          case TIMESTAMP ->
              "must be a time as in '2020-01-31T12:30:00', with no more decimals than its type";
          case TIMESTAMP_LTZ ->
              "must be an instant as in '2020-01-31T12:30:00Z', with no more decimals than its type";
        };
  }
}
