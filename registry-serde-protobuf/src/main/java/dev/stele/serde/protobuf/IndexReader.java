package dev.stele.serde.protobuf;

import dev.stele.serde.internal.Place;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads message indexes: how many there are, then each, as zig-zag varints; none for {@code [0]}.
 */
final class IndexReader {
  /** No schema nests messages deeper. */
  private static final int MAX_INDEXES = 50;

  private static final int MAX_VARINT_BYTES = 5;

  private IndexReader() {}

  /**
   * @throws org.apache.kafka.common.errors.SerializationException if they are cut short, or cannot
   *     be any message's
   */
  static List<Integer> read(Place place, ByteBuffer bytes) {
    int count = varint(place, bytes);
    if (count < 0 || count > MAX_INDEXES) {
      throw place.failed(
          "the message begins with "
              + count
              + " message indexes, of 0 to "
              + MAX_INDEXES
              + " there can be: it is damaged, or its producer writes them in another way, as old"
              + " Python clients do unless use.deprecated.format=false");
    }
    if (count == 0) {
      return List.of(0);
    }
    List<Integer> indexes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = varint(place, bytes);
      if (index < 0) {
        throw place.failed("message index " + index + " is below 0: the message is damaged");
      }
      indexes.add(index);
    }
    return List.copyOf(indexes);
  }

  private static int varint(Place place, ByteBuffer bytes) {
    int value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (!bytes.hasRemaining()) {
        throw place.failed("the message ends within its message indexes: it was cut short");
      }
      byte next = bytes.get();
      value |= (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw place.failed("a message index is longer than 5 bytes: the message is damaged");
  }
}
