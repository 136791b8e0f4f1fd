package dev.stele.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in one run for the parts of a recording that differ from run to run.
 *
 * <ul>
 *   <li>{@code {{p}}}: a prefix that no other run uses
 *   <li>{@code {{id:N}}}, {@code {{guid:N}}}: the N-th id of the conversation. It gets its value
 *       where it is first met in an answer and keeps it; no two have the same value.
 *   <li>{@code {{any:int}}}, {@code {{any:text}}}: any whole number, any text
 * </ul>
 */
final class Placeholders {
  private static final Pattern ONE =
      Pattern.compile("\\{\\{(p|id:\\d+|guid:\\d+|any:int|any:text)}}");
  private static final String NUMBER = "(-?\\d+)";
  private static final String GUID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

  private final Map<String, String> values;

  Placeholders(String prefix) {
    values = new HashMap<>(Map.of("p", prefix));
  }

  private Placeholders(Map<String, String> values) {
    this.values = new HashMap<>(values);
  }

  Placeholders copy() {
    return new Placeholders(values);
  }

  /** Takes over what a copy has learnt. */
  void adopt(Placeholders copy) {
    values.putAll(copy.values);
  }

  /** The text with everything filled in that has a value. */
  String fill(String text) {
    return ONE.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  /** As {@link #fill(String)}; a string that is nothing but an id becomes a number. */
  JsonNode fill(JsonNode json) {
    if (json instanceof ObjectNode object) {
      ObjectNode filled = object.objectNode();
      object
          .properties()
          .forEach(field -> filled.set(fill(field.getKey()), fill(field.getValue())));
      return filled;
    }
    if (json instanceof ArrayNode array) {
      ArrayNode filled = array.arrayNode();
      array.forEach(element -> filled.add(fill(element)));
      return filled;
    }
    if (!json.isTextual()) {
      return json;
    }
    String filled = fill(json.textValue());
    return isNumber(json) && !filled.startsWith("{{")
        ? BigIntegerNode.valueOf(new BigInteger(filled))
        : TextNode.valueOf(filled);
  }

  /** Whether a string of a recording stands for a number. */
  static boolean isNumber(JsonNode expected) {
    return expected.isTextual()
        && expected.textValue().matches("\\{\\{(id:\\d+|any:int|any:text)}}");
  }

  /**
   * Compares a text with an expected one, and learns the values that it shows first.
   *
   * @return what is wrong with it
   */
  Optional<String> compare(String expected, String actual) {
    String filled = fill(expected);
    List<String> names = new ArrayList<>();
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    for (MatchResult found : ONE.matcher(filled).results().toList()) {
      names.add(found.group(1));
      pattern.append(Pattern.quote(filled.substring(end, found.start())));
      pattern.append(shape(found.group(1)));
      end = found.end();
    }
    pattern.append(Pattern.quote(filled.substring(end)));
    Matcher matcher = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual);
    if (!matcher.matches()) {
      return Optional.of("expected " + filled + " but was " + actual);
    }
    for (int i = 0; i < names.size(); i++) {
      Optional<String> complaint = learn(names.get(i), matcher.group(i + 1));
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static String shape(String name) {
    return switch (name) {
      case "any:text" -> "(.+)";
      default -> name.startsWith("guid") ? GUID : NUMBER;
    };
  }

  private Optional<String> learn(String name, String value) {
    if (name.startsWith("any")) {
      return Optional.empty();
    }
    String known = values.get(name);
    if (known != null) {
      return known.equals(value)
          ? Optional.empty()
          : Optional.of(name + " is " + known + " but was " + value);
    }
    String kind = name.substring(0, name.indexOf(':'));
    for (Map.Entry<String, String> other : values.entrySet()) {
      if (other.getKey().startsWith(kind) && other.getValue().equals(value)) {
        return Optional.of(name + " must be a new value, but " + value + " is " + other.getKey());
      }
    }
    values.put(name, value);
    return Optional.empty();
  }
}
