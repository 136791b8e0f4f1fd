package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A value that instances are compared with, as a text that is equal for equal values.
 *
 * @param json with the keys of objects in order
 */
record Literal(String json) {
  /**
   * As in the reference, a number is what is written: {@code 1.0} is not {@code 1}. Only inside of
   * arrays and objects, and in the newer drafts, it is what it is worth.
   */
  static Literal of(JsonNode value, Dialect dialect) {
    boolean byWorth = value.isContainerNode() && dialect.isModern();
    return new Literal(JsonTexts.print(JsonTexts.sorted(byWorth ? worth(value) : value)));
  }

  private static JsonNode worth(JsonNode value) {
    if (value.isNumber()) {
      return DecimalNode.valueOf(value.decimalValue().stripTrailingZeros());
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(worth(element)));
      return array;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(field -> object.set(field.getKey(), worth(field.getValue())));
      return object;
    }
    return value;
  }

  @Override
  public String toString() {
    return json;
  }
}
