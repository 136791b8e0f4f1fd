package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of JSON, each value's computed once however many others it is part of: Jackson's visit the
 * whole value whenever they are asked.
 */
final class Hashes {
  private final Map<Same, Integer> known = new HashMap<>();

  /** A value with its hash, equal to those of equal values. */
  Hashed hashed(JsonNode value) {
    return new Hashed(value, hash(value));
  }

  private int hash(JsonNode value) {
    if (!value.isContainerNode()) {
      return value.hashCode();
    }
    Same key = new Same(value);
    Integer before = known.get(key);
    if (before != null) {
      return before;
    }
    int hash = 1;
    if (value.isArray()) {
      for (JsonNode element : value) {
        hash = 31 * hash + hash(element);
      }
    } else {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        hash += field.getKey().hashCode() ^ (31 * hash(field.getValue())); // in any order
      }
    }
    known.put(key, hash);
    return hash;
  }

  /** A value and its hash. */
  record Hashed(JsonNode value, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Hashed that && hash == that.hash && value.equals(that.value);
    }
  }

  private record Same(JsonNode value) {
    @Override
    public int hashCode() {
      return System.identityHashCode(value);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // that is the point
    public boolean equals(@Nullable Object other) {
      return other instanceof Same that && value == that.value;
    }
  }
}
