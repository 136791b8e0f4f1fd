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
 * @param emptyItems how many items of arrays may take no bytes at all (null, empty records)
 * @param largeFixed whether a reader may allocate much before it asks for the bytes
 */
record Payloads(Schema schema, int emptyItems, boolean largeFixed) {
  // So many values may stand in items that take no bytes in one payload.
  private static final int MAX_EMPTY = 1 << 20;
  private static final int MAX_UNCHECKED_FIXED = 1 << 16;

  /**
   * Looks at a schema.
   *
   * @throws IOException if data of it may be very much that takes no bytes
   */
  static Payloads of(Schema schema) throws IOException {
    Set<Schema> all = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(schema, all);
    EmptyParts empty = new EmptyParts();
    int largestItem = 0;
    boolean largeFixed = false;
    for (Schema one : all) {
      empty.check(one);
      if (one.getType() == Schema.Type.ARRAY && empty.all(one.getElementType())) {
        largestItem = Math.max(largestItem, empty.count(one.getElementType()));
      }
      largeFixed |= one.getType() == Schema.Type.FIXED && one.getFixedSize() > MAX_UNCHECKED_FIXED;
    }
    return new Payloads(schema, largestItem == 0 ? 0 : MAX_EMPTY / largestItem, largeFixed);
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
    return new PayloadDecoder(payload, emptyItems);
  }
}
