package dev.stele.serde.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Writes data as the JSON that {@link JsonDatumReader} reads as the same. Not thread-safe. */
final class JsonDatumWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final GenericData MODEL = AvroModels.generic(true);

  private final UnionBranches branches = new UnionBranches();

  JsonNode write(@Nullable Object datum, Schema schema) {
    if (schema.getType() == Schema.Type.UNION) {
      return union(datum, schema);
    }
    if (datum == null) {
      if (schema.getType() != Schema.Type.NULL) {
        throw new AvroJsonException("null is not " + JsonDatumReader.describe(schema));
      }
      return NODES.nullNode();
    }
    try {
      return value(raw(datum, schema), schema);
    } catch (ClassCastException e) {
      throw new AvroJsonException(
          "a " + datum.getClass().getName() + " is not " + JsonDatumReader.describe(schema));
    }
  }

  private JsonNode value(Object datum, Schema schema) {
    return switch (schema.getType()) {
      case NULL -> throw new AvroJsonException(datum + " is not null");
      case RECORD -> record((IndexedRecord) datum, schema);
      case ARRAY -> array((Collection<?>) datum, schema);
      case MAP -> map((Map<?, ?>) datum, schema);
      case ENUM -> NODES.textNode(datum.toString());
      case STRING -> NODES.textNode(((CharSequence) datum).toString());
      case BOOLEAN -> NODES.booleanNode((Boolean) datum);
      case INT -> NODES.numberNode(((Number) datum).intValue());
      case LONG -> NODES.numberNode(((Number) datum).longValue());
      case FLOAT -> number(((Number) datum).floatValue());
      case DOUBLE -> number(((Number) datum).doubleValue());
      case BYTES -> bytes(datum, schema);
      case FIXED -> fixed(((GenericFixed) datum).bytes(), schema);
      case UNION -> union(datum, schema);
    };
  }

  /** The datum as Avro encodes it, if it is what a logical type stands for. */
  private static Object raw(Object datum, Schema schema) {
    LogicalType logicalType = schema.getLogicalType();
    if (logicalType == null) {
      return datum;
    }
    Conversion<?> conversion = MODEL.getConversionByClass(datum.getClass(), logicalType);
    return conversion == null
        ? datum
        : Conversions.convertToRawType(datum, schema, logicalType, conversion);
  }

  private JsonNode union(@Nullable Object datum, Schema union) {
    Schema branch;
    try {
      branch = union.getTypes().get(MODEL.resolveUnion(union, datum));
    } catch (AvroRuntimeException e) {
      throw new AvroJsonException(e.getMessage() == null ? "not in the union" : e.getMessage());
    }
    JsonNode plain = write(datum, branch);
    boolean clear =
        branches
            .choose(plain, union)
            .filter(choice -> !choice.wrapped() && choice.branch().equals(branch))
            .isPresent();
    return clear ? plain : NODES.objectNode().set(branch.getFullName(), plain);
  }

  private JsonNode record(IndexedRecord record, Schema schema) {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : schema.getFields()) {
      try {
        object.set(field.name(), write(record.get(field.pos()), field.schema()));
      } catch (AvroJsonException e) {
        throw e.inField(field.name());
      }
    }
    return object;
  }

  private JsonNode array(Collection<?> items, Schema schema) {
    ArrayNode array = NODES.arrayNode(items.size());
    for (Object item : items) {
      try {
        array.add(write(item, schema.getElementType()));
      } catch (AvroJsonException e) {
        throw e.inItem(array.size());
      }
    }
    return array;
  }

  private JsonNode map(Map<?, ?> map, Schema schema) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      try {
        object.set(key, write(entry.getValue(), schema.getValueType()));
      } catch (AvroJsonException e) {
        throw e.inEntry(key);
      }
    }
    return object;
  }

  private static JsonNode number(double value) {
    String text = Double.toString(value);
    return Double.isFinite(value)
        ? JsonText.number(new BigDecimal(text), text)
        : NODES.textNode(text);
  }

  private static JsonNode number(float value) {
    String text = Float.toString(value);
    return Float.isFinite(value)
        ? JsonText.number(new BigDecimal(text), text)
        : NODES.textNode(text);
  }

  private static JsonNode bytes(Object datum, Schema schema) {
    byte[] bytes;
    if (datum instanceof byte[] array) {
      bytes = array;
    } else {
      ByteBuffer buffer = ((ByteBuffer) datum).duplicate();
      bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
    }
    if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
      return latin1(bytes);
    }
    return readsBackAs(bytes, JsonDecimals.write(bytes, decimal), schema);
  }

  private static JsonNode fixed(byte[] bytes, Schema schema) {
    LogicalType logicalType = schema.getLogicalType();
    if (logicalType instanceof LogicalTypes.Decimal decimal) {
      return readsBackAs(bytes, JsonDecimals.write(bytes, decimal), schema);
    }
    if (logicalType instanceof LogicalTypes.Uuid && bytes.length == 16) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return NODES.textNode(new UUID(buffer.getLong(), buffer.getLong()).toString());
    }
    return latin1(bytes);
  }

  /** The JSON if it stands for exactly these bytes, otherwise the bytes under the type's name. */
  private static JsonNode readsBackAs(byte[] bytes, @Nullable JsonNode json, Schema schema) {
    Object again = json == null ? null : JsonScalars.read(json, schema);
    Object expected =
        schema.getType() == Schema.Type.BYTES
            ? ByteBuffer.wrap(bytes)
            : new GenericData.Fixed(schema, bytes);
    return json != null && expected.equals(again)
        ? json
        : NODES.objectNode().set(schema.getFullName(), latin1(bytes));
  }

  private static JsonNode latin1(byte[] bytes) {
    return NODES.textNode(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
