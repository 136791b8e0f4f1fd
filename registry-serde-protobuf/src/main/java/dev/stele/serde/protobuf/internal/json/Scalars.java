package dev.stele.serde.protobuf.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;

/** Values that are no messages, in JSON and in Java. */
final class Scalars {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** No number of any type needs more; parsing takes quadratic time. */
  private static final int MAX_NUMBER_CHARS = 1000;

  private static final BigInteger MIN_INT32 = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MAX_INT32 = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger MIN_INT64 = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_INT64 = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MAX_UINT32 =
      BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
  private static final BigInteger MAX_UINT64 =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger ZERO = BigInteger.ZERO;

  private Scalars() {}

  /** 64-bit integers as text, since JSON's numbers are doubles; bytes as base64. */
  static JsonNode json(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case BOOL -> JSON.booleanNode((Boolean) value);
      case INT32, SINT32, SFIXED32 -> JSON.numberNode((int) (Integer) value);
      case UINT32, FIXED32 -> unsigned((Integer) value);
      case INT64, SINT64, SFIXED64 -> JSON.textNode(value.toString());
      case UINT64, FIXED64 -> JSON.textNode(Long.toUnsignedString((Long) value));
      case FLOAT, DOUBLE -> floating((Number) value);
      case STRING -> JSON.textNode((String) value);
      case BYTES ->
          JSON.textNode(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
      case ENUM -> enumeration(field, (EnumValueDescriptor) value);
      case MESSAGE, GROUP -> throw new IllegalArgumentException(field + " is a message");
    };
  }

  private static JsonNode unsigned(int value) {
    long number = Integer.toUnsignedLong(value);
    return number > Integer.MAX_VALUE ? JSON.numberNode(number) : JSON.numberNode((int) number);
  }

  private static JsonNode floating(Number value) {
    // The shortest decimal that is the float, not the float's exact value.
    return Double.isFinite(value.doubleValue())
        ? JSON.numberNode(Double.parseDouble(value.toString()))
        : JSON.textNode(value.toString());
  }

  private static JsonNode enumeration(FieldDescriptor field, EnumValueDescriptor value) {
    if (Special.isNullValue(field)) {
      return JSON.nullNode();
    }
    boolean declared = field.getEnumType().findValueByNumber(value.getNumber()) != null;
    return declared ? JSON.textNode(value.getName()) : JSON.numberNode(value.getNumber());
  }

  /**
   * The value of a field or an element of it.
   *
   * @param json not null
   */
  static Object value(FieldDescriptor field, JsonNode json, String path)
      throws ProtobufJsonException {
    return switch (field.getType()) {
      case BOOL -> bool(json, path);
      case INT32, SINT32, SFIXED32 -> integer(json, MIN_INT32, MAX_INT32, path).intValue();
      case UINT32, FIXED32 -> integer(json, ZERO, MAX_UINT32, path).intValue();
      case INT64, SINT64, SFIXED64 -> integer(json, MIN_INT64, MAX_INT64, path).longValue();
      case UINT64, FIXED64 -> integer(json, ZERO, MAX_UINT64, path).longValue();
      case FLOAT -> single(json, path);
      case DOUBLE -> floating(json, path);
      case STRING -> text(json, "a string", path);
      case BYTES -> bytes(json, path);
      case ENUM -> enumeration(field, json, path);
      case MESSAGE, GROUP -> throw new IllegalArgumentException(field + " is a message");
    };
  }

  private static Boolean bool(JsonNode json, String path) throws ProtobufJsonException {
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    // Keys of maps are always text.
    if (json.isTextual() && (json.textValue().equals("true") || json.textValue().equals("false"))) {
      return json.textValue().equals("true");
    }
    throw refused(json, "true or false", path);
  }

  private static BigInteger integer(JsonNode json, BigInteger min, BigInteger max, String path)
      throws ProtobufJsonException {
    BigDecimal number = number(json, path);
    // Checked first: the digits of 1e999999999 are too many to write down.
    boolean small = (long) number.precision() - number.scale() <= 20 && number.scale() < 1000;
    BigInteger integer = small && isWhole(number) ? number.toBigInteger() : null;
    if (integer == null || integer.compareTo(min) < 0 || integer.compareTo(max) > 0) {
      throw refused(json, "an integer from " + min + " to " + max, path);
    }
    return integer;
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static BigDecimal number(JsonNode json, String path) throws ProtobufJsonException {
    String text = json.isNumber() || json.isTextual() ? json.asText() : "";
    if (text.isEmpty() || text.length() > MAX_NUMBER_CHARS) {
      throw refused(json, "a number", path);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw refused(json, "a number", path);
    }
  }

  private static Double floating(JsonNode json, String path) throws ProtobufJsonException {
    if (json.isTextual()) {
      switch (json.textValue()) {
        case "NaN" -> {
          return Double.NaN;
        }
        case "Infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-Infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> {}
      }
    }
    double value = json.isDouble() ? json.doubleValue() : number(json, path).doubleValue();
    if (!Double.isFinite(value)) {
      throw refused(json, "a number a double can hold", path);
    }
    // Decimals know no negative zero.
    return value == 0 && json.asText().startsWith("-") ? -0.0 : value;
  }

  private static Float single(JsonNode json, String path) throws ProtobufJsonException {
    double value = floating(json, path);
    float single = (float) value;
    if (Double.isFinite(value) && !Float.isFinite(single)) {
      throw refused(json, "a number a float can hold", path);
    }
    return single;
  }

  static String text(JsonNode json, String what, String path) throws ProtobufJsonException {
    if (!json.isTextual()) {
      throw refused(json, what, path);
    }
    return json.textValue();
  }

  /** Base64 of either alphabet, with or without padding. */
  private static ByteString bytes(JsonNode json, String path) throws ProtobufJsonException {
    String text = text(json, "base64", path).replace('-', '+').replace('_', '/');
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw refused(json, "base64", path);
    }
  }

  private static EnumValueDescriptor enumeration(FieldDescriptor field, JsonNode json, String path)
      throws ProtobufJsonException {
    EnumValueDescriptor named =
        json.isTextual() ? field.getEnumType().findValueByName(json.textValue()) : null;
    if (named != null) {
      return named;
    }
    String what = "a name or number of enum " + field.getEnumType().getFullName();
    if (!json.isNumber() && !(json.isTextual() && json.textValue().matches("-?[0-9]{1,10}"))) {
      throw refused(json, what, path);
    }
    int number = integer(json, MIN_INT32, MAX_INT32, path).intValue();
    EnumValueDescriptor found =
        field.legacyEnumFieldTreatedAsClosed()
            ? field.getEnumType().findValueByNumber(number)
            : field.getEnumType().findValueByNumberCreatingIfUnknown(number);
    if (found == null) {
      throw refused(json, what, path);
    }
    return found;
  }

  private static ProtobufJsonException refused(JsonNode json, String what, String path) {
    String text = json.toString();
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return new ProtobufJsonException(path, shown + " is not " + what);
  }
}
