package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a schema's text says beside its keywords. */
final class Annotation {
  private Annotation() {}

  /** A text; empty if it is none. */
  static String text(JsonNode schema, String name) {
    return schema.path(name).isTextual() ? schema.path(name).textValue() : "";
  }

  /** A small number without a fraction. */
  static OptionalInt number(JsonNode schema, String name) {
    JsonNode value = schema.path(name);
    return value.isIntegralNumber() && value.canConvertToInt()
        ? OptionalInt.of(value.intValue())
        : OptionalInt.empty();
  }

  /** Lists, maps, texts and others, for JSON's arrays, objects, strings and others. */
  static @Nullable Object plain(JsonNode value) {
    if (value.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      value.forEach(each -> list.add(plain(each)));
      return list;
    } else if (value.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      value.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
      return map;
    } else if (value.isTextual()) {
      return value.textValue();
    }
    return value.isMissingNode() || value.isNull() ? null : value.toString();
  }

  static List<?> list(JsonNode schema, String name) {
    return plain(schema.path(name)) instanceof List<?> list ? list : List.of();
  }
}
