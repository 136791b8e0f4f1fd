package dev.stele.schema.logical;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a type or a part of it, and changes no value.
 *
 * @param doc null for none
 * @param params by name, in order
 */
public record Notes(@Nullable String doc, List<String> tags, Map<String, String> params) {
  public static final Notes NONE = new Notes(null, List.of(), Map.of());

  public Notes {
    tags = List.copyOf(tags);
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  public static Notes of(@Nullable String doc) {
    return doc == null ? NONE : new Notes(doc, List.of(), Map.of());
  }
}
