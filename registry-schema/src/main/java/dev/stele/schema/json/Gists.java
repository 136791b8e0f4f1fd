package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Numbers schemas by what they say, so that two have the same number if they differ in nothing but
 * the order of keys and of the values of an enum, keywords that say nothing, and how numbers are
 * written. Each value is looked at once, however many others it is part of.
 */
final class Gists {
  private static final Set<String> SAY_NOTHING_IF_TRUE =
      Set.of("additionalProperties", "additionalItems");
  private static final Set<String> SAY_NOTHING_IF_FALSE =
      Set.of("uniqueItems", "exclusiveMinimum", "exclusiveMaximum");
  private static final Set<String> SAY_NOTHING_IF_EMPTY =
      Set.of(
          "properties",
          "patternProperties",
          "required",
          "prefixItems",
          "dependencies",
          "dependentRequired",
          "dependentSchemas");

  /** Objects of schemas: their keys are no keywords. */
  private static final Set<String> NAMED_SCHEMAS =
      Set.of("properties", "patternProperties", "definitions", "$defs");

  /** By text, since texts are told apart fast even if their hashes are equal. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final IdentityHashMap<JsonNode, Integer> known = new IdentityHashMap<>();

  /** The number of a schema, or of other JSON. */
  int of(JsonNode value) {
    if (value.isContainerNode()) {
      Integer before = known.get(value);
      if (before == null) {
        before = value.isArray() ? number(elements(value)) : number(keywords(value));
        known.put(value, before);
      }
      return before;
    }
    return number(value.isNumber() ? value.decimalValue().stripTrailingZeros() : value);
  }

  /** Of something by its text, whose parts are replaced by their numbers. */
  private int number(Object gist) {
    return numbers.computeIfAbsent(gist.toString(), key -> numbers.size());
  }

  private List<Integer> elements(JsonNode array) {
    List<Integer> elements = new ArrayList<>(array.size());
    array.forEach(element -> elements.add(of(element)));
    return elements;
  }

  private Map<String, Integer> keywords(JsonNode schema) {
    Map<String, Integer> keywords = new TreeMap<>();
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (!saysNothing(keyword.getKey(), keyword.getValue())) {
        keywords.put(quoted(keyword.getKey()), valueOf(keyword.getKey(), keyword.getValue()));
      }
    }
    return keywords;
  }

  private int valueOf(String keyword, JsonNode value) {
    if (value.isArray() && keyword.equals("enum")) {
      return number(new TreeSet<>(elements(value)));
    }
    if (value.isObject() && NAMED_SCHEMAS.contains(keyword)) {
      Map<String, Integer> schemas = new TreeMap<>();
      value.properties().forEach(each -> schemas.put(quoted(each.getKey()), of(each.getValue())));
      return number(schemas);
    }
    return of(value);
  }

  private static String quoted(String name) {
    return TextNode.valueOf(name).toString();
  }

  private static boolean saysNothing(String keyword, JsonNode value) {
    if (value.isBoolean()) {
      return (value.booleanValue() ? SAY_NOTHING_IF_TRUE : SAY_NOTHING_IF_FALSE).contains(keyword);
    }
    return value.isContainerNode() && value.isEmpty() && SAY_NOTHING_IF_EMPTY.contains(keyword);
  }
}
