package dev.stele.serde.avro;

import java.io.IOException;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;

/**
 * The values without bytes (null, empty records) that stand in values of schemas. Not thread-safe.
 */
final class EmptyParts {
  // Records that each hold the one before twice are soon more than there is memory for.
  private static final int MAX = 1000;

  private final IdentityHashMap<Schema, Boolean> empty = new IdentityHashMap<>();
  private final IdentityHashMap<Schema, Integer> counts = new IdentityHashMap<>();

  /**
   * Refuses a schema.
   *
   * @throws IOException if more than 1000 of them stand in each value
   */
  void check(Schema schema) throws IOException {
    if (count(schema) > MAX) {
      throw new IOException(
          "each "
              + schema.getFullName()
              + " holds more than "
              + MAX
              + " values that take no bytes, which is not read");
    }
  }

  /** Whether values take no bytes at all. */
  boolean all(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD -> {
        Boolean known = empty.putIfAbsent(schema, false);
        if (known == null) {
          known = schema.getFields().stream().allMatch(field -> all(field.schema()));
          empty.put(schema, known);
        }
        yield known;
      }
      default -> false;
    };
  }

  /**
   * How many stand in each value, which may itself be one. Items of arrays and maps and branches of
   * unions do not count: each takes a byte, or is counted as it is read.
   *
   * @return at most 1001
   */
  int count(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD) {
      return all(schema) ? 1 : 0;
    }
    Integer known = counts.putIfAbsent(schema, 0);
    if (known == null) {
      long count = all(schema) ? 1 : 0;
      for (Schema.Field field : schema.getFields()) {
        count += count(field.schema());
      }
      known = (int) Math.min(count, MAX + 1);
      counts.put(schema, known);
    }
    return known;
  }
}
