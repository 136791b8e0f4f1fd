package dev.stele.serde.avro;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a payload that is in memory as a whole. Unlike Avro's decoder it compares each length
 * with what is left before it allocates, so a damaged message can't ask for gigabytes. Not
 * thread-safe.
 */
final class PayloadDecoder extends Decoder {
  private static final int MAX_INT_BYTES = 5;
  private static final int MAX_LONG_BYTES = 10;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private final int emptyItems;
  private int at;
  private long itemsLeft;

  /**
   * A decoder at the beginning of a payload.
   *
   * @param payload backed by an array
   * @param emptyItems how many items of arrays may take no bytes at all, 0 or more
   */
  PayloadDecoder(ByteBuffer payload, int emptyItems) {
    this.bytes = payload.array();
    this.at = payload.arrayOffset() + payload.position();
    this.end = at + payload.remaining();
    this.emptyItems = emptyItems;
    this.itemsLeft = (long) payload.remaining() + emptyItems;
  }

  int remaining() {
    return end - at;
  }

  /** All that is left. */
  byte[] rest() {
    int start = at;
    at = end;
    return Arrays.copyOfRange(bytes, start, end);
  }

  /** Passes over bytes and returns where they begin. */
  private int pass(long length) throws IOException {
    int start = at;
    if (length < 0 || length > end - start) {
      throw tooLong(length);
    }
    at = start + (int) length;
    return start;
  }

  private IOException tooLong(long length) {
    return length < 0
        ? new IOException("a length is negative (" + length + ")")
        : new EOFException(
            "the payload ends early: " + length + " bytes expected, " + (end - at) + " left");
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return bytes[pass(1)] == 1;
  }

  @Override
  public int readInt() throws IOException {
    int start = at;
    if (start < end) {
      byte first = bytes[start];
      if (first >= 0) {
        at = start + 1;
        return (first >>> 1) ^ -(first & 1);
      }
    }
    int value = (int) readVarint(MAX_INT_BYTES);
    return (value >>> 1) ^ -(value & 1);
  }

  @Override
  public long readLong() throws IOException {
    int start = at;
    if (start < end) {
      long first = bytes[start];
      if (first >= 0) {
        at = start + 1;
        return (first >>> 1) ^ -(first & 1);
      }
    }
    long value = end - start >= MAX_LONG_BYTES ? readWithin(start) : readVarint(MAX_LONG_BYTES);
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number that cannot reach the payload's end: the first bytes are an int's work. */
  private long readWithin(int start) throws IOException {
    byte[] source = bytes;
    int low = source[start] & 0x7f;
    int b = source[start + 1];
    low |= (b & 0x7f) << 7;
    if (b >= 0) {
      at = start + 2;
      return low;
    }
    b = source[start + 2];
    low |= (b & 0x7f) << 14;
    if (b >= 0) {
      at = start + 3;
      return low;
    }
    b = source[start + 3];
    low |= (b & 0x7f) << 21;
    if (b >= 0) {
      at = start + 4;
      return low;
    }
    b = source[start + 4];
    long value = low | (b & 0x7fL) << 28;
    if (b >= 0) {
      at = start + 5;
      return value;
    }
    b = source[start + 5];
    value |= (b & 0x7fL) << 35;
    if (b >= 0) {
      at = start + 6;
      return value;
    }
    return readVarint(MAX_LONG_BYTES);
  }

  private long readVarint(int maxBytes) throws IOException {
    byte[] source = bytes;
    int start = at;
    int limit = Math.min(end, start + maxBytes);
    long value = 0;
    for (int i = start; i < limit; i++) {
      byte b = source[i];
      value |= (b & 0x7fL) << (7 * (i - start));
      if (b >= 0) {
        at = i + 1;
        return value;
      }
    }
    throw limit == end
        ? new EOFException("the payload ends early, within a number")
        : new IOException("a number is longer than " + maxBytes + " bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) INTS.get(bytes, pass(Float.BYTES)));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble((long) LONGS.get(bytes, pass(Double.BYTES)));
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    long length = readLong();
    int start = pass(length);
    if (old == null) {
      return new Utf8(Arrays.copyOfRange(bytes, start, at));
    }
    old.setByteLength((int) length);
    System.arraycopy(bytes, start, old.getBytes(), 0, (int) length);
    return old;
  }

  @Override
  public String readString() throws IOException {
    long length = readLong();
    return new String(bytes, pass(length), (int) length, StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    pass(readLong());
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    long length = readLong();
    int start = pass(length);
    if (old == null || old.capacity() < length) {
      return ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, at));
    }
    return old.clear().put(bytes, start, (int) length).flip();
  }

  @Override
  public void skipBytes() throws IOException {
    pass(readLong());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, pass(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    pass(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readItemCount(emptyItems);
  }

  @Override
  public long arrayNext() throws IOException {
    return readItemCount(emptyItems);
  }

  @Override
  public long skipArray() throws IOException {
    return readItemCount(emptyItems);
  }

  @Override
  public long readMapStart() throws IOException {
    return readItemCount(0);
  }

  @Override
  public long mapNext() throws IOException {
    return readItemCount(0);
  }

  @Override
  public long skipMap() throws IOException {
    return readItemCount(0);
  }

  /**
   * How many items follow, each of which takes a byte of its own.
   *
   * @param empty but for so many
   */
  private long readItemCount(int empty) throws IOException {
    long count = readLong();
    if (count < 0) {
      // A negative count is followed by the block's size in bytes, which nothing holds it to.
      readLong();
      count = -count;
    }
    if (count < 0 || count > Math.max(end - at, empty) || (itemsLeft -= count) < 0) {
      throw new EOFException(
          "the payload ends early: " + count + " items expected, " + (end - at) + " bytes left");
    }
    return count;
  }
}
