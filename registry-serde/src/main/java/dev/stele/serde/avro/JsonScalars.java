package dev.stele.serde.avro;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** What a JSON value without parts is in Avro; null if it is no value of the schema. */
final class JsonScalars {
  private JsonScalars() {}

  static @Nullable Object read(JsonNode json, Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> json.isBoolean() ? json.booleanValue() : null;
      case INT -> intValue(json, schema);
      case LONG -> json.isTextual() ? JsonTimes.read(json.textValue(), schema) : whole(json);
      case FLOAT -> floatValue(json);
      case DOUBLE -> doubleValue(json);
      case STRING -> json.textValue();
      case BYTES -> bytesValue(json, schema);
      case FIXED -> fixedValue(json, schema);
      case ENUM ->
          json.isTextual() && schema.hasEnumSymbol(json.textValue())
              ? new GenericData.EnumSymbol(schema, json.textValue())
              : null;
      default -> null;
    };
  }

  private static @Nullable Integer intValue(JsonNode json, Schema schema) {
    Long value = json.isTextual() ? JsonTimes.read(json.textValue(), schema) : whole(json);
    return value != null && value == value.intValue() ? value.intValue() : null;
  }

  private static @Nullable Long whole(JsonNode json) {
    if (json.isIntegralNumber()) {
      return json.canConvertToLong() ? json.longValue() : null;
    }
    if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
      return null;
    }
    BigDecimal value = json.decimalValue().stripTrailingZeros();
    boolean fits = value.scale() <= 0 && (long) value.precision() - value.scale() <= 18;
    return fits ? (Long) value.longValueExact() : null;
  }

  private static @Nullable Double doubleValue(JsonNode json) {
    if (json.isNumber()) {
      double value = json.doubleValue();
      return Double.isFinite(value) ? value : null;
    }
    return special(json);
  }

  private static @Nullable Float floatValue(JsonNode json) {
    if (json.isNumber()) {
      // Rounded once, from the decimal digits: by way of a double it could come out as another.
      float value = json.isDouble() ? (float) json.doubleValue() : json.decimalValue().floatValue();
      return Float.isFinite(value) ? value : null;
    }
    Double special = special(json);
    return special == null ? null : special.floatValue();
  }

  private static @Nullable Double special(JsonNode json) {
    if (!json.isTextual()) {
      return null;
    }
    return switch (json.textValue()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  /** Whether a float holds a number as written, not merely something near it. */
  static boolean isExactFloat(JsonNode json) {
    Float value = floatValue(json);
    if (value == null || !json.isNumber() || json.isDouble()) {
      return value != null;
    }
    return new BigDecimal(value.toString()).compareTo(json.decimalValue()) == 0;
  }

  private static @Nullable Object bytesValue(JsonNode json, Schema schema) {
    LogicalType logicalType = schema.getLogicalType();
    if (logicalType instanceof LogicalTypes.Decimal decimal && !isRaw(json, "bytes")) {
      BigDecimal value = JsonDecimals.read(json, decimal);
      return value == null ? null : ByteBuffer.wrap(value.unscaledValue().toByteArray());
    }
    byte[] bytes = latin1(isRaw(json, "bytes") && logicalType != null ? json.get("bytes") : json);
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static @Nullable Object fixedValue(JsonNode json, Schema schema) {
    byte[] bytes = fixedBytes(json, schema);
    return bytes != null && bytes.length == schema.getFixedSize()
        ? new GenericData.Fixed(schema, bytes)
        : null;
  }

  private static byte @Nullable [] fixedBytes(JsonNode json, Schema schema) {
    LogicalType logicalType = schema.getLogicalType();
    if (isRaw(json, schema.getFullName()) && logicalType != null) {
      return latin1(json.get(schema.getFullName()));
    }
    if (logicalType instanceof LogicalTypes.Decimal decimal) {
      BigDecimal value = JsonDecimals.read(json, decimal);
      return value == null ? null : JsonDecimals.fixed(value, schema.getFixedSize());
    }
    if (logicalType instanceof LogicalTypes.Uuid && json.isTextual()) {
      byte[] uuid = uuidBytes(json.textValue());
      return uuid != null ? uuid : latin1(json);
    }
    return latin1(json);
  }

  private static byte @Nullable [] uuidBytes(String text) {
    if (text.length() != 36) {
      return null;
    }
    try {
      UUID uuid = UUID.fromString(text);
      return ByteBuffer.allocate(16)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException e) {
      // 36 characters that are no UUID: no value of the schema.
      return null;
    }
  }

  /** Whether this is the form for bytes that the logical type's own form cannot say. */
  private static boolean isRaw(JsonNode json, String name) {
    return json.size() == 1 && json.path(name).isTextual();
  }

  private static byte @Nullable [] latin1(JsonNode json) {
    if (!json.isTextual() || json.textValue().chars().anyMatch(c -> c > 0xff)) {
      return null;
    }
    return json.textValue().getBytes(StandardCharsets.ISO_8859_1);
  }
}
