package dev.stele.schema.protobuf;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.Defaults;
import dev.stele.schema.logical.Literal;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Clock;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Notes;
import dev.stele.schema.logical.Properties;
import dev.stele.schema.logical.Slot;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one message as source code, and the types that are made up for them: for what has
 * no name, and around what Protobuf does not allow where it stands.
 */
final class FieldTexts {
  private static final int MAX_FRACTION = 9;

  private final LogicalWriter file;
  private final Map<String, LogicalType> nested = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private int number;

  FieldTexts(LogicalWriter file) {
    this.file = file;
  }

  /** What the message must declare inside of it, by name. */
  Map<String, LogicalType> nested() {
    return nested;
  }

  /** Lines for all fields, numbered from 1. */
  List<String> of(Struct struct) {
    for (Field field : struct.fields()) {
      if (field.slot().type() instanceof Union union) {
        oneof(field, union);
      } else {
        Written written = written(field.name(), field.slot());
        field
            .initial()
            .flatMap(value -> text(field.slot().type(), value))
            .ifPresent(text -> written.params().put(Meta.DEFAULT, text));
        lines.add(line(written, field.name(), field.notes()));
      }
    }
    return lines;
  }

  private void oneof(Field field, Union union) {
    if (union.branches().isEmpty()) {
      throw new InvalidSchemaException("The union " + field.name() + " has no branch");
    }
    lines.add("oneof " + LogicalWriter.identifier(field.name()) + " {");
    for (Branch branch : union.branches()) {
      LogicalType type = branch.slot().type();
      Written written =
          isRepeated(type)
              ? wrapped(branch.name(), "RepeatedWrapper", Slot.required(type))
              : written(branch.name(), branch.slot());
      lines.add("  " + line(written.unlabeled(), branch.name(), branch.notes()));
    }
    lines.add("}");
  }

  private String line(Written written, String name, Notes notes) {
    Map<String, String> params = new LinkedHashMap<>();
    if (!written.params().isEmpty()) {
      params.put(Properties.FLINK_VERSION, "1");
      params.putAll(written.params());
    }
    return written.label()
        + written.type()
        + " "
        + LogicalWriter.identifier(name)
        + " = "
        + ++number
        + file.brackets(Meta.FIELD, notes, params)
        + ";";
  }

  /**
   * A field's label and type, and what must be said besides.
   *
   * @param label with a blank behind it, if there is one
   */
  private record Written(String label, String type, Map<String, String> params) {
    static Written of(String type) {
      return new Written("", type, new LinkedHashMap<>());
    }

    Written with(String param, Object value) {
      params.put(param, value.toString());
      return this;
    }

    Written labeled(String other) {
      return new Written(other, type, params);
    }

    Written unlabeled() {
      return labeled("");
    }
  }

  private Written written(String name, Slot slot) {
    LogicalType type = slot.type();
    if (type instanceof Union) {
      return wrapped(name, "OneofWrapper", slot);
    } else if (isRepeated(type)) {
      Written written =
          slot.nullable()
              ? wrapped(name, "RepeatedWrapper", Slot.required(type))
              : repeated(name, type);
      return type instanceof MultisetOf
          ? written.with(Properties.FLINK_TYPE, Properties.MULTISET)
          : written;
    }
    Written written = single(name, type);
    if (slot.nullable()) {
      return written.labeled("optional ");
    }
    return isMessage(type) ? written.with(Meta.NOT_NULL, true) : written;
  }

  private boolean isMessage(LogicalType type) {
    return type instanceof Decimal
        || type instanceof Temporal
        || type instanceof Struct
        || type == Simple.DATE
        || type == Simple.VARIANT
        || (type instanceof Named named && file.isDeclaredStruct(named.name()));
  }

  private static boolean isRepeated(LogicalType type) {
    return type instanceof ArrayOf || type instanceof MapOf || type instanceof MultisetOf;
  }

  private Written wrapped(String name, String suffix, Slot value) {
    return Written.of(made(name, suffix, new Struct(List.of(new Field(Meta.WRAPPED_FIELD, value)))))
        .with(Meta.WRAPPED, true);
  }

  private Written repeated(String name, LogicalType type) {
    Written item;
    if (type instanceof ArrayOf array) {
      Slot element = array.element();
      boolean allowed =
          !element.nullable() && !isRepeated(element.type()) && !(element.type() instanceof Union);
      item = allowed ? single(name, element.type()) : wrapped(name, "ElementWrapper", element);
    } else if (type instanceof MapOf map) {
      item = entry(name, map.key(), map.value());
    } else {
      item = entry(name, ((MultisetOf) type).element(), Slot.required(Simple.INT));
    }
    return item.labeled("repeated ");
  }

  private Written entry(String name, Slot key, Slot value) {
    Struct entry = new Struct(List.of(new Field("key", key), new Field("value", value)));
    return Written.of(made(name, "Entry", entry));
  }

  private String made(String field, String suffix, LogicalType type) {
    String name = camel(field) + suffix;
    if (nested.put(name, type) != null) {
      throw new InvalidSchemaException("Two fields need a type " + name + " of their own");
    }
    return name;
  }

  private static String camel(String name) {
    if (!name.contains("_")) {
      return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_", -1)) {
      if (!word.isEmpty()) {
        camel
            .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
            .append(word.substring(1).toLowerCase(Locale.ROOT));
      }
    }
    return camel.toString();
  }

  private Written single(String name, LogicalType type) {
    if (type instanceof Simple simple) {
      return simple(simple);
    } else if (type instanceof Chars chars) {
      return limited("string", chars.length(), chars.fixed());
    } else if (type instanceof Binary binary) {
      return limited("bytes", binary.length(), binary.fixed());
    } else if (type instanceof Decimal decimal) {
      return Written.of(file.wellKnown(Scalars.DECIMAL, "confluent/type/decimal.proto"))
          .with(Meta.PRECISION, decimal.precision())
          .with(Meta.SCALE, decimal.scale());
    } else if (type instanceof Temporal temporal) {
      return temporal(temporal);
    } else if (type instanceof Named named) {
      return Written.of(file.typeName(named.name()));
    }
    return Written.of(made(name, type instanceof Enumeration ? "Enum" : "Row", type));
  }

  private Written simple(Simple type) {
    return switch (type) {
      case BOOLEAN -> Written.of("bool");
      case TINYINT -> Written.of("int32").with(Properties.CONNECT_TYPE, "int8");
      case SMALLINT -> Written.of("int32").with(Properties.CONNECT_TYPE, "int16");
      case INT -> Written.of("int32");
      case BIGINT -> Written.of("int64");
      case FLOAT -> Written.of("float");
      case DOUBLE -> Written.of("double");
      case DATE -> Written.of(file.wellKnown(Scalars.DATE, "google/type/date.proto"));
      case VARIANT -> Written.of(file.wellKnown(Scalars.VARIANT, "confluent/type/variant.proto"));
    };
  }

  private static Written limited(String type, int length, boolean fixed) {
    Written written = Written.of(type);
    if (fixed) {
      written.with(Properties.FLINK_MIN_LENGTH, length);
    }
    return length < LogicalType.UNBOUNDED
        ? written.with(Properties.FLINK_MAX_LENGTH, length)
        : written;
  }

  private Written temporal(Temporal type) {
    Written written =
        Written.of(
            type.clock() == Clock.TIME
                ? file.wellKnown(Scalars.TIME, "google/type/timeofday.proto")
                : file.wellKnown(Scalars.TIMESTAMP, "google/protobuf/timestamp.proto"));
    if (type.precision() != MAX_FRACTION) {
      written.with(Properties.FLINK_PRECISION, type.precision());
    }
    return type.clock() == Clock.TIMESTAMP
        ? written.with(Properties.FLINK_TYPE, "timestamp")
        : written;
  }

  /** A default as a parameter says it; that there is none but null cannot be said. */
  private static Optional<String> text(LogicalType type, Literal value) {
    if (value instanceof Literal.Null) {
      return Optional.empty();
    } else if (value instanceof Literal.Bool bool) {
      return Optional.of(String.valueOf(bool.value()));
    } else if (value instanceof Literal.Octets octets) {
      return Optional.of(Base64.getEncoder().encodeToString(octets.bytes()));
    } else if (type instanceof Decimal) {
      return Optional.of(Defaults.decimal(value).toString());
    } else if (value instanceof Literal.Num number) {
      return Optional.of(number.text());
    } else if (isRepeated(type) || type instanceof Struct || type instanceof Named) {
      throw new InvalidSchemaException("Default values are not supported for " + type);
    }
    return Optional.of(((Literal.Text) value).value());
  }
}
