package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stele.schema.Incompatibility.Place;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The beginning of a value's JSON text, at a cost that does not depend on how long the rest is. */
final class Excerpt {
  private static final int MAX_CHARS = Place.MAX_VALUE_CHARS;

  private final StringBuilder text = new StringBuilder();

  private Excerpt() {}

  /**
   * At least as much as a place shows; null for null.
   *
   * @param value a shape, JSON, a text, or what prints itself as JSON
   */
  static @Nullable String of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Excerpt excerpt = new Excerpt();
    excerpt.add(value);
    return excerpt.text.toString();
  }

  private boolean isFull() {
    return text.length() > MAX_CHARS;
  }

  private void add(Object value) {
    if (value instanceof Shape shape) {
      add(shape.source());
    } else if (value instanceof String string) {
      addQuoted(string);
    } else if (value instanceof Iterable<?> list && !(value instanceof JsonNode)) {
      addAll(list.iterator());
    } else if (value instanceof JsonNode node && node.isContainerNode()) {
      addContainer(node);
    } else if (value instanceof JsonNode node && node.isTextual()) {
      addQuoted(node.textValue());
    } else {
      text.append(value);
    }
  }

  private void addQuoted(String string) {
    text.append(
        TextNode.valueOf(string.substring(0, Math.min(string.length(), MAX_CHARS + 1))).toString());
  }

  private void addAll(Iterator<?> elements) {
    text.append('[');
    for (String separator = ""; elements.hasNext() && !isFull(); separator = ",") {
      text.append(separator);
      add(elements.next());
    }
    text.append(']');
  }

  private void addContainer(JsonNode node) {
    if (node.isArray()) {
      addAll(node.elements());
      return;
    }
    text.append('{');
    Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
    for (String separator = ""; fields.hasNext() && !isFull(); separator = ",") {
      Map.Entry<String, JsonNode> field = fields.next();
      text.append(separator);
      addQuoted(field.getKey());
      text.append(':');
      add(field.getValue());
    }
    text.append('}');
  }
}
