package dev.stele.serde.avro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.serde.avro.UnionBranches.Choice;
import dev.stele.serde.internal.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value as generic data. Not thread-safe. */
final class JsonDatumReader {
  private static final int SHOWN_CHARS = 80;

  private final UnionBranches branches = new UnionBranches();

  @Nullable Object read(JsonNode json, Schema schema) {
    return switch (schema.getType()) {
      case NULL -> nothing(json);
      case UNION -> union(json, schema);
      case RECORD -> record(json, schema);
      case ARRAY -> array(json, schema);
      case MAP -> map(json, schema);
      default -> scalar(json, schema);
    };
  }

  private static @Nullable Object nothing(JsonNode json) {
    if (!json.isNull()) {
      throw new AvroJsonException(show(json) + " is not null");
    }
    return null;
  }

  private static Object scalar(JsonNode json, Schema schema) {
    Object value = JsonScalars.read(json, schema);
    if (value == null) {
      throw new AvroJsonException(show(json) + " is not " + describe(schema));
    }
    return value;
  }

  private @Nullable Object union(JsonNode json, Schema union) {
    Choice choice =
        branches
            .choose(json, union)
            .or(() -> branches.guess(json, union))
            .orElseThrow(
                () ->
                    new AvroJsonException(
                        show(json)
                            + " is none of "
                            + union.getTypes().stream()
                                .map(JsonDatumReader::describe)
                                .collect(Collectors.joining(", "))));
    return read(choice.value(), choice.branch());
  }

  private Object record(JsonNode json, Schema schema) {
    if (!json.isObject()) {
      throw new AvroJsonException(show(json) + " is not " + describe(schema));
    }
    json.fieldNames().forEachRemaining(name -> refuseUnknown(name, schema));
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      JsonNode value = json.get(field.name());
      try {
        record.put(field.pos(), value == null ? defaultOf(field) : read(value, field.schema()));
      } catch (AvroJsonException e) {
        throw e.inField(field.name());
      }
    }
    return record;
  }

  private static void refuseUnknown(String name, Schema schema) {
    if (schema.getField(name) == null) {
      List<String> known = schema.getFields().stream().map(Schema.Field::name).toList();
      String hint =
          Spelling.nearest(name, known).map(meant -> "; did you mean " + meant + "?").orElse("");
      throw new AvroJsonException("not a field of " + schema.getFullName() + hint).inField(name);
    }
  }

  private static @Nullable Object defaultOf(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      throw new AvroJsonException("missing, and it has no default");
    }
    GenericData model = AvroModels.raw();
    try {
      // A copy: Avro hands out the same object each time, and the caller may change it.
      return model.deepCopy(field.schema(), model.getDefaultValue(field));
    } catch (AvroRuntimeException e) {
      throw new AvroJsonException("missing, and its default is not usable: " + e.getMessage());
    }
  }

  private Object array(JsonNode json, Schema schema) {
    if (!json.isArray()) {
      throw new AvroJsonException(show(json) + " is not " + describe(schema));
    }
    List<@Nullable Object> items = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      try {
        items.add(read(json.get(i), schema.getElementType()));
      } catch (AvroJsonException e) {
        throw e.inItem(i);
      }
    }
    return new GenericData.Array<>(schema, items);
  }

  private Object map(JsonNode json, Schema schema) {
    if (!json.isObject()) {
      throw new AvroJsonException(show(json) + " is not " + describe(schema));
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      try {
        map.put(entry.getKey(), read(entry.getValue(), schema.getValueType()));
      } catch (AvroJsonException e) {
        throw e.inEntry(entry.getKey());
      }
    }
    return map;
  }

  private static String show(JsonNode json) {
    String text = json.toString();
    return text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
  }

  static String describe(Schema schema) {
    LogicalType logicalType = schema.getLogicalType();
    String logical = logicalType == null ? "" : " (" + logicalType.getName() + ")";
    return switch (schema.getType()) {
      case NULL -> "null";
      case INT -> "an int" + logical;
      case ARRAY -> "an array";
      case ENUM ->
          "a symbol of " + schema.getFullName() + ": " + String.join(", ", schema.getEnumSymbols());
      case RECORD -> "a record " + schema.getFullName();
      case FIXED ->
          "a fixed " + schema.getFullName() + " of " + schema.getFixedSize() + " bytes" + logical;
      case BYTES -> "bytes" + logical;
      default -> "a " + schema.getType().getName() + logical;
    };
  }
}
