package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a format's properties say of a part of a type. Whatever they hold, as they come from
 * outside: lists, maps, texts and others; what does not fit is not there.
 *
 * @param name what the part is called; null if that is not said
 */
public record Annotated(@Nullable String name, Notes notes) {
  private static final Annotated NOTHING = new Annotated(null, Notes.NONE);

  /** What a list says of one part, each element a map with a name, documentation and parameters. */
  public static Annotated of(List<?> said, int index) {
    if (index >= said.size() || !(said.get(index) instanceof Map<?, ?> map)) {
      return NOTHING;
    }
    Notes notes = new Notes(text(map.get("doc")), List.of(), params(map.get("params")));
    return new Annotated(text(map.get("name")), notes);
  }

  /** What properties of their own say. */
  public static Notes notes(@Nullable String doc, Function<String, @Nullable Object> property) {
    List<String> tags = new ArrayList<>();
    if (property.apply(Properties.TAGS) instanceof List<?> list) {
      list.forEach(tag -> tags.add(String.valueOf(tag)));
    }
    return new Notes(doc, tags, params(property.apply(Properties.PARAMS)));
  }

  /** Conditions that are said in SQL and in the language that evaluates them. */
  public static List<Check> checks(@Nullable Object rules) {
    List<Check> checks = new ArrayList<>();
    for (Object rule : rules instanceof List<?> list ? list : List.of()) {
      if (rule instanceof Map<?, ?> map && text(map.get("expr")) != null) {
        String condition = text(map.get("sql"));
        if (condition != null) {
          checks.add(new Check(text(map.get("name")), condition, text(map.get("doc"))));
        }
      }
    }
    return checks;
  }

  private static Map<String, String> params(@Nullable Object said) {
    Map<String, String> params = new LinkedHashMap<>();
    if (said instanceof Map<?, ?> map) {
      map.forEach((name, value) -> params.put(String.valueOf(name), String.valueOf(value)));
    }
    return params;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? text : null;
  }
}
