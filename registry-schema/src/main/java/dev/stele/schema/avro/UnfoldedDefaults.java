package dev.stele.schema.avro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.InvalidSchemaException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One count of the values Avro looks at when it validates the defaults of some records. A default
 * that leaves out a field stands for that field's default, and so on: a chain of records, each with
 * two fields of the one before, doubles the values with each link.
 *
 * <p>The count is an upper bound: types are found by simple names alone, and in unions all branches
 * count.
 */
final class UnfoldedDefaults {
  /** Values of all defaults together, those of defaults inside defaults included. */
  static final int MAX_VALUES = 1_000_000;

  private final Map<String, List<JsonNode>> records;
  private final IdentityHashMap<JsonNode, Long> ofFields = new IdentityHashMap<>();
  private long steps;

  /**
   * @param records definitions by simple name
   */
  UnfoldedDefaults(Map<String, List<JsonNode>> records) {
    this.records = records;
  }

  /**
   * @throws InvalidSchemaException if there are too many
   */
  void check() {
    long values = 0;
    for (List<JsonNode> sameName : records.values()) {
      for (JsonNode definition : sameName) {
        for (JsonNode field : definition.path("fields")) {
          values += ofField(field, 0);
          limit(values);
        }
      }
    }
  }

  private static void limit(long values) {
    if (values > MAX_VALUES) {
      throw new InvalidSchemaException("Defaults unfold into more than " + MAX_VALUES + " values");
    }
  }

  private long ofField(JsonNode field, int depth) {
    Long before = ofFields.putIfAbsent(field, 1L); // also ends cycles, which Avro refuses
    if (before != null) {
      return before;
    }
    long values = field.has("default") ? of(field.path("type"), field.get("default"), depth) : 1;
    limit(values);
    ofFields.put(field, values);
    return values;
  }

  private long of(JsonNode type, JsonNode value, int depth) {
    limit(++steps);
    if (depth > GraphDepth.MAX_DEPTH) {
      throw new InvalidSchemaException(GraphDepth.TOO_DEEP);
    }
    long values = 1;
    if (type.isArray()) {
      for (JsonNode branch : type) {
        values += of(branch, value, depth + 1);
      }
      return values;
    }
    JsonNode name = type.isObject() ? type.path("type") : type;
    switch (name.asText()) {
      case "record", "error" -> values += ofRecord(type, value, depth);
      case "array" -> values += ofElements(type.path("items"), value, depth);
      case "map" -> values += ofElements(type.path("values"), value, depth);
      default -> {
        for (JsonNode record :
            records.getOrDefault(TextLimits.simpleName(name.asText()), List.of())) {
          values += ofRecord(record, value, depth);
        }
      }
    }
    return values;
  }

  private long ofElements(JsonNode type, JsonNode value, int depth) {
    long values = 0;
    for (JsonNode element : value) {
      values += of(type, element, depth + 1);
    }
    return values;
  }

  private long ofRecord(JsonNode record, JsonNode value, int depth) {
    long values = 0;
    if (value.isObject()) {
      for (JsonNode field : record.path("fields")) {
        JsonNode given = value.get(field.path("name").asText());
        values +=
            given == null ? ofField(field, depth + 1) : of(field.path("type"), given, depth + 1);
      }
    }
    return values;
  }
}
