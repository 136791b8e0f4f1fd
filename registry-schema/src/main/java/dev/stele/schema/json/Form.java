package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.InvalidSchemaException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The JSON that is accepted as a keyword's value, and what is made of it.
 *
 * @param <T> what is made of it
 */
@FunctionalInterface
interface Form<T> {
  /**
   * @param step the keyword's name in the text
   * @throws InvalidSchemaException if the value is refused
   */
  T read(JsonNode value, Surroundings around, String step);

  /** The schema that a keyword is in. */
  interface Surroundings {
    JsonNode schema();

    Dialect dialect();

    /**
     * @param steps from the surrounding schema to the subschema
     * @throws InvalidSchemaException if it is none
     */
    Shape subschema(JsonNode schema, String... steps);
  }

  /** What the reference says of whatever it refuses. */
  static InvalidSchemaException refusal() {
    return new InvalidSchemaException(InvalidSchemaException.Phase.VALIDATE, "Invalid JSON");
  }

  private static JsonNode require(boolean accepted, JsonNode value) {
    if (!accepted) {
      throw refusal();
    }
    return value;
  }

  Form<JsonNode> ANYTHING = (value, around, step) -> value;

  Form<JsonNode> OBJECT = (value, around, step) -> require(value.isObject(), value);

  Form<Boolean> FLAG = (value, around, step) -> require(value.isBoolean(), value).booleanValue();

  Form<String> TEXT = (value, around, step) -> require(value.isTextual(), value).textValue();

  Form<String> REGEX =
      (value, around, step) -> {
        String regex = TEXT.read(value, around, step);
        require(Patterns.isValid(regex), value);
        return regex;
      };

  Form<BigDecimal> NUMBER =
      (value, around, step) -> require(value.isNumber(), value).decimalValue();

  /** Earlier drafts take the digits at their word: {@code 2.0} is no integer there. */
  Form<BigDecimal> COUNT =
      (value, around, step) -> {
        BigDecimal number = NUMBER.read(value, around, step);
        if (around.dialect().isModern()) {
          return BigDecimal.valueOf(number.intValue());
        }
        require(number.scale() == 0 && number.unscaledValue().bitLength() < Integer.SIZE, value);
        return number;
      };

  /** What a multiple is of. Infinite and zero as the reference's {@code double} are refused. */
  Form<BigDecimal> DIVISOR =
      (value, around, step) -> {
        BigDecimal number = NUMBER.read(value, around, step);
        double approximate = number.doubleValue();
        require(Double.isFinite(approximate) && approximate != 0, value);
        return number;
      };

  Form<Shape> SCHEMA = (value, around, step) -> around.subschema(value, step);

  Form<List<Shape>> SCHEMAS =
      (value, around, step) -> {
        require(value.isArray(), value);
        List<Shape> shapes = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
          shapes.add(around.subschema(value.get(i), step, Integer.toString(i)));
        }
        return shapes;
      };

  Form<Map<String, Shape>> NAMED_SCHEMAS = namedSchemas(value -> true);

  private static Form<Map<String, Shape>> namedSchemas(Predicate<JsonNode> isMeant) {
    return (value, around, step) -> {
      require(value.isObject(), value);
      Map<String, Shape> shapes = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> named : value.properties()) {
        if (isMeant.test(named.getValue())) {
          shapes.put(named.getKey(), around.subschema(named.getValue(), step, named.getKey()));
        }
      }
      return shapes;
    };
  }

  /** Schemas for the properties whose names a regular expression finds something in. */
  Form<Map<String, Shape>> PATTERN_SCHEMAS =
      (value, around, step) -> {
        Map<String, Shape> shapes = NAMED_SCHEMAS.read(value, around, step);
        shapes.keySet().forEach(regex -> require(Patterns.isValid(regex), value));
        return shapes;
      };

  Form<Set<String>> NAMES =
      (value, around, step) -> {
        require(value.isArray(), value);
        Set<String> names = new LinkedHashSet<>();
        value.forEach(name -> names.add(TEXT.read(name, around, step)));
        return names;
      };

  /** Until draft 7, those among the dependencies that are lists of names. */
  Form<Map<String, Set<String>>> DEPENDENT_NAMES =
      (value, around, step) -> {
        require(value.isObject(), value);
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        value
            .properties()
            .forEach(
                named -> {
                  if (named.getValue().isArray() || around.dialect().isModern()) {
                    dependencies.put(named.getKey(), NAMES.read(named.getValue(), around, step));
                  }
                });
        return dependencies;
      };

  /** Until draft 7, those among the dependencies that are schemas. */
  Form<Map<String, Shape>> DEPENDENT_SCHEMAS = namedSchemas(value -> !value.isArray());

  Form<Set<JsonNode>> VALUES =
      (value, around, step) -> {
        require(value.isArray(), value);
        Set<JsonNode> values = new LinkedHashSet<>();
        value.forEach(values::add);
        return values;
      };

  /** How many items must be what an array {@code contains}: one, unless it says otherwise. */
  Form<BigDecimal> MIN_CONTAINS =
      (value, around, step) -> {
        JsonNode own = around.schema().get("minContains");
        return own == null ? BigDecimal.ONE : COUNT.read(own, around, step);
      };
}
