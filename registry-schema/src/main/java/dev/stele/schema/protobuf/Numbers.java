package dev.stele.schema.protobuf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as options and defaults write them. */
final class Numbers {
  /** The most digits of a number that is written anew; more than any type of Protobuf needs. */
  private static final int MAX_DIGITS = 400;

  private Numbers() {}

  /**
   * A number in decimals, without exponent, with three digits of a fraction at most, as in the
   * reference registry. What is none, such as {@code inf}, and what has too many digits stays as it
   * is.
   */
  static String decimal(String text) {
    if (text.length() > MAX_DIGITS) {
      return text;
    }
    if (text.matches("-?0[xX][0-9a-fA-F]+")) {
      return new BigInteger(text.replaceFirst("0[xX]", ""), 16).toString();
    }
    if (text.matches("-?0[0-9]+")) {
      return text.matches("-?[0-7]+") ? new BigInteger(text, 8).toString() : text;
    }
    if (text.matches("-?[0-9]+")) {
      return new BigInteger(text).toString();
    }
    return text.matches("-?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE]-?[0-9]{1,3})?") ? rounded(text) : text;
  }

  /** Rounded as a floating point number of 32 bits if it is as good as one of 64. */
  private static String rounded(String text) {
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      return text;
    }
    DecimalFormat format =
        new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
    float shorter = Float.parseFloat(text);
    if (Float.toString(shorter).equals(Double.toString(number))) {
      return format.format(shorter);
    }
    BigDecimal exact = new BigDecimal(text);
    boolean isExact = BigDecimal.valueOf(number).compareTo(exact) == 0;
    return isExact ? format.format(number) : format.format(exact);
  }
}
