package dev.stele.serde.json.internal.validation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Makes trees whose decimals are exact, and refuses those whose digits would not fit into memory if
 * somebody calculated with them: nine bytes of JSON can say {@code 1e9999999}.
 */
public final class ExactNumbers extends JsonNodeFactory {
  private static final long serialVersionUID = 1L;

  private static final int MAX_EXPONENT = 10_000;

  public ExactNumbers() {
    super(true);
  }

  /**
   * As said above.
   *
   * @throws IllegalArgumentException if the number has an exponent beyond 10,000
   */
  @Override
  public ValueNode numberNode(BigDecimal number) {
    if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
      throw new IllegalArgumentException(
          "a number's exponent is beyond " + MAX_EXPONENT + ": " + excerpt(number));
    }
    return super.numberNode(number);
  }

  private static String excerpt(BigDecimal number) {
    String digits = number.unscaledValue().toString();
    return digits.substring(0, Math.min(digits.length(), 20)) + "e" + -(long) number.scale();
  }
}
