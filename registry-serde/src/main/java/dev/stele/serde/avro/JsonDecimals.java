package dev.stele.serde.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.avro.LogicalTypes;
import org.jspecify.annotations.Nullable;

/** Decimals as JSON numbers or strings. */
final class JsonDecimals {
  // What a binary number, which most JSON readers use, holds without loss.
  private static final int MAX_NUMBER_DIGITS = 15;

  private JsonDecimals() {}

  /** The value at exactly the type's scale; null if there is none within its precision. */
  static @Nullable BigDecimal read(JsonNode json, LogicalTypes.Decimal type) {
    BigDecimal value;
    try {
      if (json.isTextual()) {
        value = new BigDecimal(json.textValue());
      } else if (json.isNumber()) {
        value = json.decimalValue();
      } else {
        return null;
      }
    } catch (NumberFormatException e) {
      return null;
    }
    // An exponent may ask for a billion digits, so sizes are compared before scales are changed.
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    long whole = (long) stripped.precision() - stripped.scale();
    boolean fits =
        stripped.scale() <= type.getScale()
            && (stripped.signum() == 0 || whole <= type.getPrecision() - type.getScale());
    return fits ? stripped.setScale(type.getScale()) : null;
  }

  /** Two's complement, extended to a size; null if it does not fit. */
  static byte @Nullable [] fixed(BigDecimal value, int size) {
    byte[] bytes = value.unscaledValue().toByteArray();
    if (bytes.length > size) {
      return null;
    }
    byte[] extended = new byte[size];
    Arrays.fill(extended, 0, size - bytes.length, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, extended, size - bytes.length, bytes.length);
    return extended;
  }

  /** The JSON of two's complement bytes; null if they are not a decimal of this type. */
  static @Nullable JsonNode write(byte[] bytes, LogicalTypes.Decimal type) {
    if (bytes.length == 0) {
      return null;
    }
    BigDecimal value = new BigDecimal(new BigInteger(bytes), type.getScale());
    if (value.precision() > type.getPrecision()) {
      return null;
    }
    if (value.precision() > MAX_NUMBER_DIGITS || type.getScale() > MAX_NUMBER_DIGITS) {
      return TextNode.valueOf(value.toPlainString());
    }
    return type.getScale() == 0
        ? JsonNodeFactory.instance.numberNode(value.unscaledValue())
        : DecimalNode.valueOf(value);
  }
}
