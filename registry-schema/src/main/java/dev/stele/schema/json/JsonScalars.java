package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.Defaults;
import dev.stele.schema.logical.Literal;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Clock;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Properties;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;

/** Numbers, texts, bytes and times in JSON, in the words of Kafka Connect, and their defaults. */
final class JsonScalars {
  private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";
  private static final String DATE = "org.apache.kafka.connect.data.Date";
  private static final String TIME = "org.apache.kafka.connect.data.Time";
  private static final String TIMESTAMP = "org.apache.kafka.connect.data.Timestamp";
  private static final String PARAMETERS = "connect.parameters";
  private static final String PRECISION = "connect.decimal.precision";

  private static final int DEFAULT_PRECISION = 38;
  private static final int DEFAULT_SCALE = 18;
  private static final int DEFAULT_FRACTION = 3;

  private JsonScalars() {}

  static LogicalType number(Shape shape) {
    JsonNode source = shape.source();
    String title = Annotation.text(source, "title");
    return switch (Annotation.text(source, Properties.CONNECT_TYPE)) {
      case "" -> Boolean.TRUE.equals(shape.get(Keywords.INTEGER)) ? Simple.BIGINT : Simple.DOUBLE;
      case "int8" -> Simple.TINYINT;
      case "int16" -> Simple.SMALLINT;
      case "int32" ->
          switch (title) {
            case TIME -> new Temporal(Clock.TIME, fraction(source));
            case DATE -> Simple.DATE;
            default -> Simple.INT;
          };
      case "int64" -> instant(source, title);
      case "float32" -> Simple.FLOAT;
      case "float64" -> Simple.DOUBLE;
      case "bytes" -> {
        if (!title.equals(DECIMAL)) {
          throw new InvalidSchemaException("A number of bytes is titled \"" + title + "\"");
        }
        yield decimal(source.path(PARAMETERS));
      }
      default ->
          throw new InvalidSchemaException(
              "Unsupported type " + Annotation.text(source, Properties.CONNECT_TYPE));
    };
  }

  private static LogicalType instant(JsonNode source, String title) {
    if (title.equals(TIMESTAMP)) {
      return new Temporal(Clock.TIMESTAMP_LTZ, fraction(source));
    }
    return Annotation.text(source, Properties.FLINK_TYPE).equals("timestamp")
        ? new Temporal(Clock.TIMESTAMP, fraction(source))
        : Simple.BIGINT;
  }

  private static int fraction(JsonNode source) {
    return Annotation.number(source, Properties.FLINK_PRECISION).orElse(DEFAULT_FRACTION);
  }

  private static LogicalType decimal(JsonNode parameters) {
    try {
      return new Decimal(
          Integer.parseInt(parameters.path(PRECISION).asText(String.valueOf(DEFAULT_PRECISION))),
          Integer.parseInt(parameters.path("scale").asText(String.valueOf(DEFAULT_SCALE))));
    } catch (NumberFormatException e) {
      throw new InvalidSchemaException(
          "The parameters of a decimal are no integers: " + parameters);
    }
  }

  static LogicalType string(JsonNode source) {
    boolean bytes = Annotation.text(source, Properties.CONNECT_TYPE).equals("bytes");
    OptionalInt min = Annotation.number(source, bytes ? Properties.FLINK_MIN_LENGTH : "minLength");
    OptionalInt max = Annotation.number(source, bytes ? Properties.FLINK_MAX_LENGTH : "maxLength");
    int length = max.orElse(LogicalType.UNBOUNDED);
    boolean fixed = max.isPresent() && min.equals(max);
    return bytes ? new Binary(length, fixed) : new Chars(length, fixed);
  }

  /** What a type looks like; an object to which more may be added. */
  static ObjectNode schema(LogicalType type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (type instanceof Chars chars) {
      return limited(
          schema.put("type", "string"), "minLength", "maxLength", chars.length(), chars.fixed());
    } else if (type instanceof Binary binary) {
      schema.put("type", "string").put(Properties.CONNECT_TYPE, "bytes");
      if (binary.length() < LogicalType.UNBOUNDED) {
        schema.put(Properties.FLINK_VERSION, "1");
      }
      return limited(
          schema,
          Properties.FLINK_MIN_LENGTH,
          Properties.FLINK_MAX_LENGTH,
          binary.length(),
          binary.fixed());
    } else if (type instanceof Decimal decimal) {
      schema.put("type", "number").put("title", DECIMAL).put(Properties.CONNECT_TYPE, "bytes");
      schema
          .putObject(PARAMETERS)
          .put(PRECISION, String.valueOf(decimal.precision()))
          .put("scale", String.valueOf(decimal.scale()));
      return schema;
    } else if (type instanceof Temporal temporal) {
      return temporal(schema.put("type", "number"), temporal);
    }
    return simple(schema, (Simple) type);
  }

  private static ObjectNode limited(
      ObjectNode schema, String min, String max, int length, boolean fixed) {
    if (fixed) {
      schema.put(min, length);
    }
    return length < LogicalType.UNBOUNDED ? schema.put(max, length) : schema;
  }

  private static ObjectNode temporal(ObjectNode schema, Temporal type) {
    switch (type.clock()) {
      case TIME -> schema.put("title", TIME).put(Properties.CONNECT_TYPE, "int32");
      case TIMESTAMP_LTZ -> schema.put("title", TIMESTAMP).put(Properties.CONNECT_TYPE, "int64");
      case TIMESTAMP ->
          schema
              .put(Properties.CONNECT_TYPE, "int64")
              .put(Properties.FLINK_VERSION, "1")
              .put(Properties.FLINK_TYPE, "timestamp");
    }
    return type.precision() == DEFAULT_FRACTION
        ? schema
        : schema
            .put(Properties.FLINK_VERSION, "1")
            .put(Properties.FLINK_PRECISION, type.precision());
  }

  private static ObjectNode simple(ObjectNode schema, Simple type) {
    String connect =
        switch (type) {
          case TINYINT -> "int8";
          case SMALLINT -> "int16";
          case INT, DATE -> "int32";
          case BIGINT -> "int64";
          case FLOAT -> "float32";
          case DOUBLE -> "float64";
          case BOOLEAN, VARIANT -> "";
        };
    if (connect.isEmpty()) {
      return type == Simple.BOOLEAN ? schema.put("type", "boolean") : schema;
    }
    schema.put("type", "number").put(Properties.CONNECT_TYPE, connect);
    return type == Simple.DATE ? schema.put("title", DATE) : schema;
  }

  /** The default that a property's schema has; empty if it has none that fits its type. */
  static Optional<Literal> initial(LogicalType type, Shape property) {
    Shape shape = property;
    for (int i = 0; i < Documents.MAX_REFS_IN_A_ROW && shape.kind() == Kind.REFERENCE; i++) {
      shape = shape.target();
    }
    return literal(type, shape.source().path("default"))
        .filter(literal -> Defaults.fits(type, literal));
  }

  private static Optional<Literal> literal(LogicalType type, JsonNode value) {
    if (type instanceof Union union) {
      return union.branches().isEmpty()
          ? Optional.empty()
          : literal(union.branches().get(0).slot().type(), value);
    } else if (value.isNumber()) {
      return Optional.of(new Literal.Num(decimals(type, value.decimalValue())));
    } else if (value.isBoolean()) {
      return Optional.of(new Literal.Bool(value.booleanValue()));
    } else if (!value.isTextual() || type instanceof LogicalType.Named) {
      return Optional.empty();
    } else if (type instanceof Decimal) {
      return Optional.of(new Literal.Num(value.textValue()));
    } else if (type instanceof Binary) {
      try {
        return Optional.of(Literal.Octets.of(Base64.getDecoder().decode(value.textValue())));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new Literal.Text(value.textValue()));
  }

  private static String decimals(LogicalType type, BigDecimal number) {
    if (type == Simple.DOUBLE) {
      return Double.toString(number.doubleValue());
    }
    return type == Simple.FLOAT ? Float.toString(number.floatValue()) : number.toString();
  }

  /**
   * A default as JSON.
   *
   * @throws InvalidSchemaException if JSON has none for the type
   */
  static JsonNode json(LogicalType type, Literal value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (type instanceof Union union && !union.branches().isEmpty()) {
      return json(union.branches().get(0).slot().type(), value);
    } else if (value instanceof Literal.Null) {
      return nodes.nullNode();
    } else if (value instanceof Literal.Bool bool) {
      return nodes.booleanNode(bool.value());
    } else if (value instanceof Literal.Octets octets) {
      return nodes.textNode(Base64.getEncoder().encodeToString(octets.bytes()));
    } else if (type instanceof Decimal) {
      return nodes.textNode(Defaults.decimal(value).toString());
    } else if (value instanceof Literal.Num number) {
      return nodes.numberNode(new BigDecimal(number.text()));
    } else if (type instanceof Chars
        || type instanceof Temporal
        || type instanceof LogicalType.Enumeration
        || type == Simple.DATE) {
      return nodes.textNode(((Literal.Text) value).value());
    }
    throw new InvalidSchemaException("Default values are not supported for " + type);
  }
}
