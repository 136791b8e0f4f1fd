package dev.stele.schema.logical;

import java.util.Locale;
import java.util.Set;

/** What is a name in the DDL by itself, and what must be quoted to be one. */
final class Words {
  /** Keywords that are no names; others, such as {@code MAP} and {@code TYPE}, may be. */
  private static final Set<String> RESERVED =
      Set.of(
          ("AND ARRAY AS BETWEEN BIGINT BINARY BOOLEAN BOTH BYTES CASE CAST CHAR CHARACTER CHECK"
                  + " COMMENT CONSTRAINT CREATE CURRENT_TIMESTAMP DATE DEC DECIMAL DEFAULT DOUBLE"
                  + " ELSE END ESCAPE EXTRACT FALSE FLOAT FOR FROM IN INT INTEGER IS LEADING LIKE"
                  + " LOCAL MESSAGE MULTISET NOT NULL NUMERIC OR POSITION PRECISION REAL ROW"
                  + " SMALLINT STRING STRUCT SUBSTRING SYMMETRIC THEN TIME TIMESTAMP TIMESTAMP_LTZ"
                  + " TINYINT TRAILING TRIM TRUE UNION USING VARBINARY VARCHAR VARYING WHEN WITH"
                  + " WITHOUT")
              .split(" "));

  private Words() {}

  static boolean isReserved(String word) {
    return RESERVED.contains(word.toUpperCase(Locale.ROOT));
  }

  static boolean isStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isPart(char c) {
    return isStart(c) || (c >= '0' && c <= '9');
  }

  /** A name without dots, in backticks if need be. */
  static String name(String name) {
    boolean plain =
        !isReserved(name)
            && !name.isEmpty()
            && isStart(name.charAt(0))
            && name.chars().allMatch(c -> isPart((char) c));
    return plain ? name : quoted(name);
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** A text in quotes. */
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
