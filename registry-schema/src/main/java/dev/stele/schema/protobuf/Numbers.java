package dev.stele.schema.protobuf;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as options and defaults write them. */
final class Numbers {
  /** The most digits of a number that is written anew; more than any type of Protobuf needs. */
  private static final int MAX_DIGITS = 400;

  private Numbers() {}

  /**
   * A number in decimals, without exponent and without zeros at the end of its fraction. What is
   * none, such as {@code inf}, and what has too many digits stays as it is.
   */
  static String decimal(String text) {
    String sign = text.startsWith("-") ? "-" : "";
    String digits = text.substring(sign.length());
    if (digits.length() > MAX_DIGITS) {
      return text;
    }
    if (digits.matches("0[xX][0-9a-fA-F]+")) {
      return sign + new BigInteger(digits.substring(2), 16);
    }
    if (digits.matches("0[0-7]+")) {
      return sign + new BigInteger(digits, 8);
    }
    if (digits.matches("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")) {
      BigDecimal number = new BigDecimal(digits).stripTrailingZeros();
      return Math.abs(number.scale()) > MAX_DIGITS ? text : sign + number.toPlainString();
    }
    return text;
  }
}
