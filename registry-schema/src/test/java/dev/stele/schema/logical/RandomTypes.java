package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Check;
import dev.stele.schema.logical.LogicalType.Clock;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Symbol;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Logical schemas made by chance, the same ones for the same seed. */
public final class RandomTypes {
  private static final List<String> WORDS =
      List.of("a", "Select", "end", "map", "type", "b c".replace(' ', '_'), "Größe", "x'y", "INT");

  private static final List<Simple> TAME =
      Stream.of(Simple.values()).filter(type -> type != Simple.VARIANT).toList();

  private final Random random;
  private final boolean tame;
  private String prefix = "";

  /**
   * @param tame whether names are those of all formats, and there is nothing that a format cannot
   *     say
   */
  public RandomTypes(long seed, boolean tame) {
    this.random = new Random(seed);
    this.tame = tame;
  }

  public LogicalSchema schema() {
    Map<String, LogicalType> declared = new LinkedHashMap<>();
    String namespace = tame || random.nextBoolean() ? null : "n.s";
    prefix = namespace == null ? "T" : namespace + ".T";
    int count = random.nextInt(4) + (tame ? 1 : 0);
    for (int i = count; i > 0; i--) {
      declared.put(
          "T" + i, random.nextInt(4) == 0 && i < count ? enumeration(true) : struct(i, 2, true));
    }
    String first = prefix + count;
    Slot root =
        tame || (!declared.isEmpty() && random.nextBoolean())
            ? new Slot(new Named(first), !tame && random.nextInt(3) == 0)
            : slot(0, 3);
    return new LogicalSchema(namespace, declared, Map.of(), Map.of(), root);
  }

  private Slot slot(int names, int depth) {
    return new Slot(type(names, depth), random.nextBoolean());
  }

  private LogicalType type(int names, int depth) {
    int kind = random.nextInt(depth > 0 ? 13 : 7);
    return switch (kind) {
      case 0, 1 -> any(tame ? TAME : List.of(Simple.values()));
      case 2 -> new Decimal(1 + random.nextInt(38), random.nextInt(2));
      case 3 -> new Chars(random.nextBoolean() ? LogicalType.UNBOUNDED : length(), false);
      case 4 -> new Chars(length(), true);
      case 5 -> new Binary(random.nextBoolean() ? LogicalType.UNBOUNDED : length(), false);
      case 6 -> new Temporal(any(List.of(Clock.values())), random.nextInt(10));
      case 7 -> new ArrayOf(slot(names, depth - 1));
      case 8 -> new MapOf(Slot.required(LogicalType.STRING), slot(names, depth - 1));
      case 9 -> tame ? new ArrayOf(slot(names, 0)) : new MultisetOf(slot(names, 0));
      case 10 -> names > 1 ? new Named(prefix + (1 + random.nextInt(names - 1))) : Simple.INT;
      case 11 -> tame ? Simple.BIGINT : union(names, depth - 1);
      default -> random.nextBoolean() ? struct(names, depth - 1, false) : enumeration(false);
    };
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private int length() {
    return 1 + random.nextInt(100);
  }

  private Struct struct(int names, int depth, boolean noted) {
    List<Field> fields = new ArrayList<>();
    int count = random.nextInt(4) + (tame ? 1 : 0);
    for (int i = 0; i < count; i++) {
      Slot slot = slot(names, depth);
      fields.add(
          new Field(
              name(i), slot, initial(slot.type()), false, tame ? List.of() : checks(), notes()));
    }
    return noted ? new Struct(fields, tame ? List.of() : checks(), notes()) : new Struct(fields);
  }

  private String name(int index) {
    return tame ? "f" + index : WORDS.get(random.nextInt(WORDS.size())) + index;
  }

  private Optional<Literal> initial(LogicalType type) {
    if (random.nextInt(3) > 0) {
      return Optional.empty();
    } else if (type == Simple.INT) {
      return Optional.of(new Literal.Num(String.valueOf(random.nextInt())));
    } else if (type == Simple.BOOLEAN) {
      return Optional.of(new Literal.Bool(random.nextBoolean()));
    } else if (type == Simple.DATE) {
      return Optional.of(new Literal.Text(Times.date(random.nextInt(40_000))));
    } else if (type.equals(LogicalType.STRING)) {
      return Optional.of(new Literal.Text("it's \"" + random.nextInt()));
    } else if (type.equals(LogicalType.BYTES)) {
      return Optional.of(Literal.Octets.of(new byte[] {(byte) random.nextInt(), 0, -1}));
    } else if (type instanceof Temporal temporal && temporal.precision() > 2) {
      return Optional.of(new Literal.Text(Times.text(temporal, random.nextInt(80_000_000), 1_000)));
    }
    return Optional.empty();
  }

  private List<Check> checks() {
    return random.nextInt(5) > 0
        ? List.of()
        : List.of(new Check(random.nextBoolean() ? "c" : null, "f(x) > '('", null)).stream()
            .map(check -> random.nextBoolean() ? new Check(check.name(), "(a OR b)", "m'") : check)
            .toList();
  }

  private Notes notes() {
    return new Notes(
        random.nextInt(3) > 0 ? null : "it's " + random.nextInt(),
        random.nextInt(4) > 0 ? List.of() : List.of("PII", "x'"),
        random.nextInt(4) > 0 ? Map.of() : Map.of("k" + random.nextInt(9), "v'"));
  }

  private Notes untagged() {
    Notes notes = notes();
    return new Notes(notes.doc(), List.of(), notes.params());
  }

  private Union union(int names, int depth) {
    List<Branch> branches = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      branches.add(new Branch(name(i), slot(names, depth), untagged()));
    }
    return new Union(branches);
  }

  private Enumeration enumeration(boolean noted) {
    List<Symbol> symbols = new ArrayList<>();
    String prefix = "S" + random.nextInt(1_000_000) + "_";
    for (int i = random.nextInt(3); i >= 0; i--) {
      symbols.add(new Symbol(prefix + i, untagged()));
    }
    return new Enumeration(symbols, noted ? notes() : Notes.NONE);
  }
}
