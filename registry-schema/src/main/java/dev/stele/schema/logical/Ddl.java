package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Check;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The text of logical types, in the reference registry's layout. */
public final class Ddl {
  /** A declaration with more members has a line for each. */
  private static final int MAX_FIELDS_IN_LINE = 2;

  private Ddl() {}

  /**
   * Reads a text.
   *
   * @throws dev.stele.schema.InvalidSchemaException if it is no DDL, or exceeds a limit
   */
  public static LogicalSchema parse(String text) {
    return new ScriptParser(text).script();
  }

  /**
   * Prints a schema so that it can be read again. Notes on a struct or an enum that has no
   * declaration of its own are left out: there is no place for them.
   */
  public static String print(LogicalSchema schema) {
    StringBuilder script = new StringBuilder();
    if (schema.namespace() != null) {
      script.append("NAMESPACE ").append(path(schema.namespace())).append(";\n");
    }
    Set<String> used = schema.usedNames();
    schema
        .imports()
        .forEach(
            (name, uri) ->
                script.append(
                    used.contains(name)
                        ? "USING TYPE " + path(name) + " FOR " + Words.text(uri) + ";\n"
                        : ""));
    for (String name : outerFirst(schema)) {
      script.append(declaration(name, schema.declared().get(name))).append(";\n");
    }
    if (!schema.root().equals(Roots.implied(schema.declared()))) {
      script.append("TYPE ").append(type(schema.root())).append(";\n");
    }
    return script.toString();
  }

  /** In order, but those inside of others behind all that they are in. */
  private static List<String> outerFirst(LogicalSchema schema) {
    List<String> names = new ArrayList<>(schema.declared().keySet());
    names.sort(Comparator.comparingInt(name -> depth(name, schema)));
    return names;
  }

  private static int depth(String name, LogicalSchema schema) {
    int depth = 0;
    for (String outer = schema.parent(name); outer != null; outer = schema.parent(outer)) {
      depth++;
    }
    return depth;
  }

  private static String declaration(String name, @Nullable LogicalType type) {
    if (type instanceof Struct struct) {
      return "STRUCT " + path(name) + " " + body(struct) + notes(struct.notes());
    } else if (type instanceof Enumeration enumeration) {
      return "ENUM " + path(name) + " " + body(enumeration) + notes(enumeration.notes());
    }
    throw new IllegalArgumentException("Neither a struct nor an enum: " + name);
  }

  private static String body(Struct struct) {
    List<String> items =
        Stream.concat(
                struct.fields().stream().map(Ddl::field), struct.checks().stream().map(Ddl::check))
            .toList();
    return struct.fields().size() <= MAX_FIELDS_IN_LINE && struct.checks().isEmpty()
        ? "(" + String.join(", ", items) + ")"
        : "(\n  " + String.join(",\n  ", items) + "\n)";
  }

  private static String body(Enumeration enumeration) {
    return list(enumeration.symbols().stream().map(Ddl::symbol));
  }

  private static String symbol(Symbol symbol) {
    return Words.text(symbol.name()) + notes(symbol.notes());
  }

  private static String field(Field field) {
    StringBuilder text = new StringBuilder(Words.name(field.name()));
    text.append(" ").append(type(field.slot()));
    field.initial().ifPresent(value -> text.append(" DEFAULT ").append(literal(value)));
    field.checks().forEach(check -> text.append(" ").append(check(check)));
    return text.append(notes(field.notes())).toString();
  }

  private static String check(Check check) {
    return (check.name() == null ? "" : "CONSTRAINT " + Words.name(check.name()) + " ")
        + "CHECK ("
        + check.condition()
        + ")"
        + (check.message() == null ? "" : " MESSAGE " + Words.text(check.message()));
  }

  private static String branch(Branch branch) {
    return Words.name(branch.name()) + " " + type(branch.slot()) + notes(branch.notes());
  }

  private static String notes(Notes notes) {
    StringBuilder text = new StringBuilder();
    if (notes.doc() != null) {
      text.append(" COMMENT ").append(Words.text(notes.doc()));
    }
    if (!notes.tags().isEmpty()) {
      text.append(" TAGS").append(list(notes.tags().stream().map(Words::text)));
    }
    if (!notes.params().isEmpty()) {
      text.append(" WITH")
          .append(
              list(
                  notes.params().entrySet().stream()
                      .map(one -> Words.text(one.getKey()) + " = " + Words.text(one.getValue()))));
    }
    return text.toString();
  }

  /** A type as messages name it, without what is in it. */
  static String name(LogicalType type) {
    if (type instanceof Named named) {
      return named.name();
    } else if (type instanceof Enumeration) {
      return "ENUM";
    }
    String text = LogicalSchema.parts(type).isEmpty() ? type(type) : "";
    return text.isEmpty() || text.endsWith("()") ? kind(type) : text;
  }

  private static String kind(LogicalType type) {
    if (type instanceof Struct) {
      return "STRUCT";
    } else if (type instanceof Union) {
      return "UNION";
    } else if (type instanceof ArrayOf) {
      return "ARRAY";
    }
    return type instanceof MapOf ? "MAP" : "MULTISET";
  }

  /** A type as messages name it, and whether values may be null. */
  public static String type(Slot slot) {
    return type(slot.type()) + (slot.nullable() ? "" : " NOT NULL");
  }

  private static String type(LogicalType type) {
    if (type instanceof Simple simple) {
      return simple.name();
    } else if (type instanceof Decimal decimal) {
      return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
    } else if (type instanceof Chars chars) {
      return sized("STRING", chars.fixed() ? "CHAR" : "VARCHAR", chars.length(), chars.fixed());
    } else if (type instanceof Binary binary) {
      return sized(
          "BYTES", binary.fixed() ? "BINARY" : "VARBINARY", binary.length(), binary.fixed());
    } else if (type instanceof Temporal temporal) {
      return temporal.clock() + "(" + temporal.precision() + ")";
    } else if (type instanceof ArrayOf array) {
      return "ARRAY<" + type(array.element()) + ">";
    } else if (type instanceof MultisetOf multiset) {
      return "MULTISET<" + type(multiset.element()) + ">";
    } else if (type instanceof MapOf map) {
      return "MAP<" + type(map.key()) + ", " + type(map.value()) + ">";
    } else if (type instanceof Struct struct) {
      return "STRUCT" + list(struct.fields().stream().map(Ddl::field));
    } else if (type instanceof Enumeration enumeration) {
      return "ENUM" + body(enumeration);
    } else if (type instanceof Union union) {
      return "UNION" + list(union.branches().stream().map(Ddl::branch));
    }
    return reference(((Named) type).name());
  }

  private static String sized(String unbounded, String bounded, int length, boolean fixed) {
    return length == LogicalType.UNBOUNDED && !fixed ? unbounded : bounded + "(" + length + ")";
  }

  // By itself it would be read as the type.
  private static String reference(String name) {
    return name.equalsIgnoreCase(Simple.VARIANT.name()) ? Words.quoted(name) : path(name);
  }

  /** A name with dots. */
  static String path(String name) {
    return Stream.of(name.split("\\.", -1)).map(Words::name).collect(Collectors.joining("."));
  }

  private static String list(Stream<String> items) {
    return items.collect(Collectors.joining(", ", "(", ")"));
  }

  private static String literal(Literal value) {
    if (value instanceof Literal.Bool bool) {
      return bool.value() ? "TRUE" : "FALSE";
    } else if (value instanceof Literal.Num number) {
      return number.text();
    } else if (value instanceof Literal.Text text) {
      return Words.text(text.value());
    } else if (value instanceof Literal.Octets octets) {
      return "x'" + octets.hex() + "'";
    }
    return "NULL";
  }
}
