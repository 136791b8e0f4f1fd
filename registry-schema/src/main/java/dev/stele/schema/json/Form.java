package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The JSON that the reference registry accepts as a keyword's value, and what is made of it. That
 * is less than the specification asks for: a length may be negative, a list of members empty.
 *
 * @param <T> what is made of it
 */
@FunctionalInterface
interface Form<T> {
  /**
   * What the value means.
   *
   * @throws dev.stele.schema.InvalidSchemaException if it is refused
   */
  T read(Value value);

  /** A keyword's value in the text of a schema. */
  interface Value {
    JsonNode node();

    /** The schema that the keyword is in. */
    Place place();

    /** What the text calls the keyword. */
    String keyword();

    /**
     * A schema inside of the value.
     *
     * @param steps from the keyword's value to the subschema
     * @throws dev.stele.schema.InvalidSchemaException if it is none
     */
    Shape subschema(JsonNode schema, String... steps);

    /**
     * Refuses the value unless a condition holds.
     *
     * @param expected what the value should be, with an article
     * @throws dev.stele.schema.InvalidSchemaException if it is not
     */
    default void require(boolean condition, String expected) {
      if (!condition) {
        throw Refusal.invalid(
            place(), "%s is %s, not %s".formatted(keyword(), Excerpt.of(node()), expected));
      }
    }
  }

  /** For keywords of a draft that the reference does not take. */
  Form<JsonNode> UNSUPPORTED =
      value -> {
        value.require(false, "supported");
        return value.node();
      };

  Form<JsonNode> OBJECT =
      value -> {
        value.require(value.node().isObject(), "an object");
        return value.node();
      };

  Form<Boolean> FLAG =
      value -> {
        value.require(value.node().isBoolean(), "a boolean");
        return value.node().booleanValue();
      };

  Form<String> TEXT =
      value -> {
        value.require(value.node().isTextual(), "a string");
        return value.node().textValue();
      };

  Form<String> REGEX =
      value -> {
        String regex = TEXT.read(value);
        value.require(Patterns.isValid(regex), "a regular expression");
        return regex;
      };

  Form<BigDecimal> NUMBER =
      value -> {
        value.require(value.node().isNumber(), "a number");
        return value.node().decimalValue();
      };

  Form<BigDecimal> COUNT = value -> count(value, value.node());

  /** How many items must be what an array {@code contains}: one, unless a number is beside it. */
  Form<BigDecimal> MIN_CONTAINS =
      value -> {
        JsonNode own = value.place().schema().path("minContains");
        return own.isNumber() ? count(value, own) : BigDecimal.ONE;
      };

  /** Earlier drafts take the digits at their word: {@code 2.0} is no integer there. */
  private static BigDecimal count(Value value, JsonNode node) {
    value.require(node.isNumber(), "an integer");
    BigDecimal number = node.decimalValue();
    if (value.place().dialect().isModern()) {
      return BigDecimal.valueOf(number.intValue());
    }
    boolean integer = number.scale() == 0 && number.unscaledValue().bitLength() < Integer.SIZE;
    value.require(integer, "an integer");
    return number;
  }

  /** What numbers are to be multiples of; in older drafts it must make sense as a double. */
  Form<BigDecimal> DIVISOR =
      value -> {
        BigDecimal number = NUMBER.read(value);
        double rounded = number.doubleValue();
        boolean divides = Double.isFinite(rounded) && rounded != 0;
        value.require(divides || value.place().dialect().isModern(), "a number to divide by");
        return number;
      };

  Form<Shape> SCHEMA = value -> value.subschema(value.node());

  Form<List<Shape>> SCHEMAS =
      value -> {
        value.require(value.node().isArray(), "an array of schemas");
        List<Shape> shapes = new ArrayList<>(value.node().size());
        for (JsonNode schema : value.node()) {
          shapes.add(value.subschema(schema, Integer.toString(shapes.size())));
        }
        return shapes;
      };

  Form<Map<String, Shape>> NAMED_SCHEMAS = namedSchemas(value -> true);

  private static Form<Map<String, Shape>> namedSchemas(Predicate<JsonNode> isMeant) {
    return value -> {
      value.require(value.node().isObject(), "an object of schemas");
      Map<String, Shape> shapes = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> named : value.node().properties()) {
        if (isMeant.test(named.getValue())) {
          shapes.put(named.getKey(), value.subschema(named.getValue(), named.getKey()));
        }
      }
      return shapes;
    };
  }

  /** Schemas for properties whose names a regular expression finds something in. */
  Form<Map<String, Shape>> PATTERN_SCHEMAS =
      value -> {
        Map<String, Shape> shapes = NAMED_SCHEMAS.read(value);
        value.require(
            shapes.keySet().stream().allMatch(Patterns::isValid), "named by regular expressions");
        return shapes;
      };

  Form<Set<String>> NAMES = value -> names(value, value.node());

  private static Set<String> names(Value value, JsonNode array) {
    value.require(array.isArray(), "an array of strings");
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode name : array) {
      value.require(name.isTextual(), "an array of strings");
      names.add(name.textValue());
    }
    return names;
  }

  /**
   * Until draft 7, those among the dependencies that are lists of names. Empty ones say nothing.
   */
  Form<Map<String, Set<String>>> DEPENDENT_NAMES =
      value -> {
        OBJECT.read(value);
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> named : value.node().properties()) {
          if (named.getValue().isArray() || value.place().dialect().isModern()) {
            Set<String> names = names(value, named.getValue());
            if (!names.isEmpty()) {
              dependencies.put(named.getKey(), names);
            }
          }
        }
        return dependencies;
      };

  /** Until draft 7, those among the dependencies that are schemas. */
  Form<Map<String, Shape>> DEPENDENT_SCHEMAS =
      value -> {
        if (value.place().dialect().isModern()) {
          return NAMED_SCHEMAS.read(value);
        }
        value.node().forEach(each -> requireNoFlag(value, each));
        return namedSchemas(each -> !each.isArray()).read(value);
      };

  /** A schema for all items. */
  Form<Shape> EACH_ITEM =
      value -> {
        requireNoFlag(value, value.node());
        return SCHEMA.read(value);
      };

  /** Draft 4 has booleans for schemas in other places. */
  private static void requireNoFlag(Value value, JsonNode schema) {
    value.require(
        !schema.isBoolean() || value.place().dialect() != Dialect.DRAFT_4, "free of booleans");
  }

  /** What can be followed by a reference; what is in it is looked at when it is. */
  Form<JsonNode> DEFINITIONS =
      value -> {
        OBJECT.read(value);
        for (JsonNode each : value.node()) {
          value.require(each.isObject() || each.isBoolean(), "an object of schemas");
        }
        return value.node();
      };

  /** A name that can be the fragment of a URI. */
  Form<String> ANCHOR =
      value -> {
        String name = TEXT.read(value);
        value.require(Uris.isFragment(name), "the fragment of a URI");
        return name;
      };

  Form<Literal> VALUE = value -> Literal.of(value.node(), value.place().dialect());

  Form<Set<Literal>> VALUES =
      value -> {
        value.require(value.node().isArray(), "an array");
        Set<Literal> values = new LinkedHashSet<>();
        value.node().forEach(each -> values.add(Literal.of(each, value.place().dialect())));
        return values;
      };
}
