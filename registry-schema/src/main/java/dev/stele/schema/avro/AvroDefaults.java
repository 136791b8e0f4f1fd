package dev.stele.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.Defaults;
import dev.stele.schema.logical.Literal;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Times;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.JsonProperties;
import org.jspecify.annotations.Nullable;

/** Defaults of fields, as Avro has them and as literals. */
final class AvroDefaults {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AvroDefaults() {}

  /**
   * The literal of a default.
   *
   * @param value as Avro gives it; null for none
   * @return empty if there is none, or it does not fit the type
   */
  static Optional<Literal> literal(LogicalType type, @Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(value instanceof JsonProperties.Null ? Literal.NULL : of(type, value))
        .filter(literal -> Defaults.fits(type, literal));
  }

  private static Literal of(LogicalType type, Object value) {
    if (type instanceof Union union && !union.branches().isEmpty()) {
      return of(union.branches().get(0).slot().type(), value);
    } else if (value instanceof Number number) {
      return number(type, number);
    } else if (value instanceof Boolean bool) {
      return new Literal.Bool(bool);
    } else if (value instanceof byte[] bytes) {
      return type instanceof Decimal decimal && bytes.length > 0
          ? new Literal.Num(new BigDecimal(new BigInteger(bytes), decimal.scale()).toString())
          : Literal.Octets.of(bytes);
    } else if (value instanceof String text) {
      return new Literal.Text(text);
    }
    return new Literal.Text(JSON.valueToTree(plain(value)).toString());
  }

  private static Literal number(LogicalType type, Number number) {
    if (type == Simple.DATE) {
      return new Literal.Text(Times.date(number.longValue()));
    } else if (type instanceof Temporal temporal) {
      return new Literal.Text(Times.text(temporal, number.longValue(), unitsInSecond(temporal)));
    }
    return new Literal.Num(number.toString());
  }

  /** Bytes as Avro spells them, a character each. */
  private static Object plain(Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } else if (value instanceof List<?> list) {
      return list.stream().map(AvroDefaults::plain).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((key, each) -> plain.put(key, plain(each)));
      return plain;
    }
    return value instanceof JsonProperties.Null ? JsonNodeFactory.instance.nullNode() : value;
  }

  /**
   * The JSON of a literal.
   *
   * @param type with declared types in place of their names; null if it is not known
   * @throws InvalidSchemaException if the text of a type that is none is not JSON
   */
  static JsonNode json(@Nullable LogicalType type, Literal value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (type instanceof Union union && !union.branches().isEmpty()) {
      return json(union.branches().get(0).slot().type(), value);
    } else if (value instanceof Literal.Bool bool) {
      return nodes.booleanNode(bool.value());
    } else if (value instanceof Literal.Octets octets) {
      return nodes.textNode(new String(octets.bytes(), StandardCharsets.ISO_8859_1));
    } else if (value instanceof Literal.Null) {
      return nodes.nullNode();
    } else if (type instanceof Decimal decimal) {
      byte[] unscaled =
          Defaults.decimal(value).setScale(decimal.scale()).unscaledValue().toByteArray();
      return nodes.textNode(new String(unscaled, StandardCharsets.ISO_8859_1));
    } else if (value instanceof Literal.Num number) {
      return parsed(number.text());
    }
    String text = ((Literal.Text) value).value();
    if (type == Simple.DATE) {
      return nodes.numberNode(Times.days(text));
    } else if (type instanceof Temporal temporal) {
      return nodes.numberNode(Times.units(temporal, text, unitsInSecond(temporal)));
    }
    boolean spelled =
        type instanceof LogicalType.Chars
            || type instanceof LogicalType.Enumeration
            || (type == null && !text.startsWith("{"));
    return spelled ? nodes.textNode(text) : parsed(text);
  }

  private static JsonNode parsed(String json) {
    try {
      JsonNode parsed = JSON.readTree(json);
      if (!parsed.isMissingNode()) {
        return parsed;
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw new InvalidSchemaException("The default '" + json + "' is not JSON");
  }

  /** Avro has no nanoseconds of a day. */
  private static long unitsInSecond(Temporal type) {
    if (type.precision() <= 3) {
      return 1_000;
    }
    return type.precision() <= 6 || type.clock() == LogicalType.Clock.TIME
        ? 1_000_000
        : 1_000_000_000;
  }
}
