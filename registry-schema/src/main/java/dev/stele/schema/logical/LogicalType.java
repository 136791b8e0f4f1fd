package dev.stele.schema.logical;

import dev.stele.schema.InvalidSchemaException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of values, whatever the format they are written in. Immutable. Constructors throw {@link
 * InvalidSchemaException} for what cannot be.
 */
public sealed interface LogicalType {
  /** The length of texts and bytes that have no limit. */
  int UNBOUNDED = Integer.MAX_VALUE;

  LogicalType STRING = new Chars(UNBOUNDED, false);
  LogicalType BYTES = new Binary(UNBOUNDED, false);

  /** Types that are all said with their name. */
  enum Simple implements LogicalType {
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INT,
    BIGINT,
    FLOAT,
    DOUBLE,
    DATE,
    /** Anything. */
    VARIANT
  }

  record Decimal(int precision, int scale) implements LogicalType {}

  /**
   * {@code CHAR}, {@code VARCHAR}, or {@code STRING} if the length is {@link #UNBOUNDED}.
   *
   * @param fixed whether all texts have this length
   */
  record Chars(int length, boolean fixed) implements LogicalType {}

  /** {@code BINARY}, {@code VARBINARY}, or {@code BYTES} if the length is {@link #UNBOUNDED}. */
  record Binary(int length, boolean fixed) implements LogicalType {}

  /**
   * A time of day or a point in time.
   *
   * @param precision digits of the second's fraction, 0 to 9
   */
  record Temporal(Clock clock, int precision) implements LogicalType {
    public Temporal {
      if (precision < 0 || precision > 9) {
        throw new InvalidSchemaException(clock + " precision must be in [0, 9], got " + precision);
      }
    }
  }

  /** What a {@link Temporal} tells: a time of day, a wall clock's reading, or an instant. */
  enum Clock {
    TIME,
    TIMESTAMP,
    TIMESTAMP_LTZ
  }

  record ArrayOf(Slot element) implements LogicalType {}

  record MultisetOf(Slot element) implements LogicalType {}

  record MapOf(Slot key, Slot value) implements LogicalType {}

  /** Fields with a name each. */
  record Struct(List<Field> fields, List<Check> checks, Notes notes) implements LogicalType {
    public Struct {
      fields = List.copyOf(fields);
      checks = List.copyOf(checks);
      requireDistinct("field", fields.stream().map(Field::name).toList());
    }

    public Struct(List<Field> fields) {
      this(fields, List.of(), Notes.NONE);
    }
  }

  /**
   * A field.
   *
   * @param initial its default as the schema says it
   * @param implied whether, without one, the format has one: an empty list or map where nothing was
   *     written
   */
  record Field(
      String name,
      Slot slot,
      Optional<Literal> initial,
      boolean implied,
      List<Check> checks,
      Notes notes) {
    public Field {
      checks = List.copyOf(checks);
      requireName("Field", name);
    }

    public Field(String name, Slot slot) {
      this(name, slot, Optional.empty(), false, List.of(), Notes.NONE);
    }
  }

  /**
   * A condition that values must meet; kept, not evaluated.
   *
   * @param name null for none
   * @param condition SQL
   * @param message what is said if it is not met; null for nothing of its own
   */
  record Check(@Nullable String name, String condition, @Nullable String message) {}

  /** One of some symbols. */
  record Enumeration(List<Symbol> symbols, Notes notes) implements LogicalType {
    public Enumeration {
      symbols = List.copyOf(symbols);
      requireDistinct("enum symbol", symbols.stream().map(Symbol::name).toList());
    }
  }

  record Symbol(String name, Notes notes) {
    public Symbol {
      requireName("Enum symbol", name);
    }

    public Symbol(String name) {
      this(name, Notes.NONE);
    }
  }

  /** A value of one of some types. */
  record Union(List<Branch> branches) implements LogicalType {
    public Union {
      branches = List.copyOf(branches);
      requireDistinct("union branch", branches.stream().map(Branch::name).toList());
    }
  }

  record Branch(String name, Slot slot, Notes notes) {
    public Branch {
      requireName("Union branch", name);
    }
  }

  /** A type that is declared elsewhere, by its full name. */
  record Named(String name) implements LogicalType {}

  private static void requireDistinct(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new InvalidSchemaException("Duplicate " + what + ": " + name);
      }
    }
  }

  private static void requireName(String what, String name) {
    if (name.isEmpty()) {
      throw new InvalidSchemaException(what + " name must not be empty");
    }
    if (name.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      throw new InvalidSchemaException(
          what + " name must not contain whitespace or control characters; got: '" + name + "'");
    }
  }
}
