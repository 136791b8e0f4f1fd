package dev.stele.schema.logical;

import java.util.Locale;

/** A default, as the DDL spells it. */
public sealed interface Literal {
  /** The only null there is. */
  Literal NULL = new Null();

  record Null() implements Literal {}

  record Bool(boolean value) implements Literal {}

  /**
   * A number.
   *
   * @param text as written, with its sign
   */
  record Num(String text) implements Literal {}

  /**
   * Text; also of what is no text: a day as {@code 2020-01-31}, a time as {@code 12:30:00.5}, the
   * two with a {@code T} between them, with a {@code Z} behind for an instant, an enum's symbol,
   * and the JSON of an array, a map, a multiset or a struct.
   */
  record Text(String value) implements Literal {}

  /**
   * Bytes.
   *
   * @param hex two digits each
   */
  record Octets(String hex) implements Literal {
    public Octets {
      hex = hex.toUpperCase(Locale.ROOT);
    }

    public static Octets of(byte[] bytes) {
      StringBuilder hex = new StringBuilder(bytes.length * 2);
      for (byte each : bytes) {
        hex.append(Character.forDigit((each >> 4) & 0xF, 16))
            .append(Character.forDigit(each & 0xF, 16));
      }
      return new Octets(hex.toString());
    }

    public byte[] bytes() {
      byte[] bytes = new byte[hex.length() / 2];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
      }
      return bytes;
    }
  }
}
