package dev.stele.schema.logical;

import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Clock;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Temporal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads types that have no others inside, in all their spellings. */
record ScalarParser(Tokens tokens) {
  private static final int DEFAULT_LENGTH = 1;
  private static final int DEFAULT_PRECISION = 10;
  private static final int DEFAULT_FRACTION = 6;

  /** The type that is next; null if it is none of these. */
  @Nullable LogicalType scalar() {
    Token word = tokens.peek();
    if (word.kind() != Token.Kind.WORD) {
      return null;
    }
    String upper = word.text().toUpperCase(Locale.ROOT);
    switch (upper) {
      case "BOOLEAN", "TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DATE", "VARIANT" -> {
        tokens.take();
        return Simple.valueOf(upper);
      }
      case "INTEGER" -> {
        tokens.take();
        return Simple.INT;
      }
      case "REAL" -> {
        tokens.take();
        return Simple.FLOAT;
      }
      case "DOUBLE" -> {
        tokens.take();
        tokens.takes("PRECISION");
        return Simple.DOUBLE;
      }
      case "STRING" -> {
        tokens.take();
        return LogicalType.STRING;
      }
      case "BYTES" -> {
        tokens.take();
        return LogicalType.BYTES;
      }
      case "DECIMAL", "DEC", "NUMERIC" -> {
        tokens.take();
        return decimal();
      }
      case "CHAR", "CHARACTER", "VARCHAR" -> {
        tokens.take();
        boolean varying =
            upper.equals("VARCHAR") || (upper.equals("CHARACTER") && tokens.takes("VARYING"));
        return new Chars(size(DEFAULT_LENGTH), !varying);
      }
      case "BINARY", "VARBINARY" -> {
        tokens.take();
        boolean varying = upper.equals("VARBINARY") || tokens.takes("VARYING");
        return new Binary(size(DEFAULT_LENGTH), !varying);
      }
      case "TIME", "TIMESTAMP", "TIMESTAMP_LTZ" -> {
        tokens.take();
        return temporal(Clock.valueOf(upper));
      }
      default -> {
        return null;
      }
    }
  }

  private LogicalType decimal() {
    if (!tokens.takes('(')) {
      return new Decimal(DEFAULT_PRECISION, 0);
    }
    int precision = tokens.size();
    int scale = tokens.takes(',') ? tokens.size() : 0;
    tokens.require(')');
    return new Decimal(precision, scale);
  }

  private LogicalType temporal(Clock clock) {
    int precision = size(clock == Clock.TIME ? 0 : DEFAULT_FRACTION);
    if (clock == Clock.TIMESTAMP && tokens.takes("WITH", "LOCAL", "TIME", "ZONE")) {
      return new Temporal(Clock.TIMESTAMP_LTZ, precision);
    }
    if (clock == Clock.TIMESTAMP) {
      tokens.takes("WITHOUT", "TIME", "ZONE");
    }
    return new Temporal(clock, precision);
  }

  private int size(int otherwise) {
    if (!tokens.takes('(')) {
      return otherwise;
    }
    int size = tokens.size();
    tokens.require(')');
    return size;
  }
}
