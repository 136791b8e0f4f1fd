package dev.stele.serde.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/**
 * Payloads of one schema, from which no reader allocates much that is not there. Immutable and
 * thread-safe.
 *
 * @param emptyItems whether items of arrays may take no bytes at all (null, empty records)
 * @param largeFixed whether a reader may allocate much before it asks for the bytes
 */
record Payloads(Schema schema, boolean emptyItems, boolean largeFixed) {
  // So many items may take no bytes in one payload.
  private static final int MAX_EMPTY_ITEMS = 1 << 20;
  private static final int MAX_UNCHECKED_FIXED = 1 << 16;

  static Payloads of(Schema schema) {
    Set<Schema> all = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(schema, all);
    IdentityHashMap<Schema, Boolean> known = new IdentityHashMap<>();
    boolean emptyItems = false;
    boolean largeFixed = false;
    for (Schema one : all) {
      emptyItems |= one.getType() == Schema.Type.ARRAY && mayBeEmpty(one.getElementType(), known);
      largeFixed |= one.getType() == Schema.Type.FIXED && one.getFixedSize() > MAX_UNCHECKED_FIXED;
    }
    return new Payloads(schema, emptyItems, largeFixed);
  }

  private static void collect(Schema schema, Set<Schema> found) {
    if (!found.add(schema)) {
      return;
    }
    switch (schema.getType()) {
      case RECORD -> schema.getFields().forEach(field -> collect(field.schema(), found));
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
      default -> {}
    }
  }

  private static boolean mayBeEmpty(Schema schema, IdentityHashMap<Schema, Boolean> known) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD -> {
        Boolean before = known.putIfAbsent(schema, false);
        if (before == null) {
          before = schema.getFields().stream().allMatch(field -> mayBeEmpty(field.schema(), known));
          known.put(schema, before);
        }
        yield before;
      }
      default -> false;
    };
  }

  /**
   * A decoder at the beginning of a payload.
   *
   * @param payload backed by an array
   * @throws IOException if the payload is too short for what the schema says
   */
  PayloadDecoder decoder(ByteBuffer payload) throws IOException {
    if (largeFixed) {
      GenericDatumReader.skip(schema, at(payload));
    }
    return at(payload);
  }

  private PayloadDecoder at(ByteBuffer payload) {
    return new PayloadDecoder(payload, emptyItems ? MAX_EMPTY_ITEMS : 0);
  }
}
