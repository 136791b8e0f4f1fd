package dev.stele.serde.avro;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a payload that is in memory as a whole. Unlike Avro's decoder it compares each length
 * with what is left before it allocates, so a damaged message can't ask for gigabytes. Not
 * thread-safe.
 */
final class PayloadDecoder extends Decoder {
  // Items may take no bytes at all (null, empty records), so a count can't be held against the
  // rest.
  private static final int MAX_ITEMS_WITHOUT_BYTES = 1 << 20;
  private static final byte[] NONE = new byte[0];

  private byte[] bytes = NONE;
  private int at;
  private int end;

  void start(byte[] source, int offset, int length) {
    bytes = source;
    at = offset;
    end = offset + length;
  }

  /** Lets go of the message. */
  void release() {
    start(NONE, 0, 0);
  }

  int remaining() {
    return end - at;
  }

  private int take(long length) throws IOException {
    if (length < 0) {
      throw new IOException("a length is negative (" + length + ")");
    }
    if (length > end - at) {
      throw new EOFException(
          "the payload ends early: " + length + " bytes expected, " + (end - at) + " left");
    }
    int start = at;
    at += (int) length;
    return start;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return bytes[take(1)] == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readVarint(5);
    return (int) (value >>> 1) ^ -((int) value & 1);
  }

  @Override
  public long readLong() throws IOException {
    long value = readVarint(10);
    return (value >>> 1) ^ -(value & 1);
  }

  private long readVarint(int maxBytes) throws IOException {
    long value = 0;
    for (int i = 0; i < maxBytes; i++) {
      if (at == end) {
        throw new EOFException("the payload ends early, within a number");
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    throw new IOException("a number is longer than " + maxBytes + " bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(littleEndian(take(Float.BYTES)));
  }

  @Override
  public double readDouble() throws IOException {
    int start = take(Double.BYTES);
    long low = littleEndian(start) & 0xffff_ffffL;
    return Double.longBitsToDouble((long) littleEndian(start + 4) << 32 | low);
  }

  private int littleEndian(int start) {
    return (bytes[start] & 0xff)
        | (bytes[start + 1] & 0xff) << 8
        | (bytes[start + 2] & 0xff) << 16
        | (bytes[start + 3] & 0xff) << 24;
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    int length = (int) readLengthWithin();
    int start = take(length);
    Utf8 result = old != null ? old : new Utf8();
    result.setByteLength(length);
    System.arraycopy(bytes, start, result.getBytes(), 0, length);
    return result;
  }

  @Override
  public String readString() throws IOException {
    int length = (int) readLengthWithin();
    return new String(bytes, take(length), length, StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    take(readLong());
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    int length = (int) readLengthWithin();
    ByteBuffer result =
        old != null && old.capacity() >= length ? old.clear() : ByteBuffer.allocate(length);
    result.put(bytes, take(length), length);
    return result.flip();
  }

  private long readLengthWithin() throws IOException {
    long length = readLong();
    int start = take(length);
    at = start;
    return length;
  }

  @Override
  public void skipBytes() throws IOException {
    take(readLong());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
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
    return readItemCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return readItemCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return readItemCount();
  }

  @Override
  public long mapNext() throws IOException {
    return readItemCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  private long readItemCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      // A negative count is followed by the block's size in bytes.
      readLong();
      count = -count;
    }
    return checkCount(count);
  }

  /** Skips blocks that tell their size; returns the count of the first that does not, or 0. */
  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      take(readLong());
      count = readLong();
    }
    return checkCount(count);
  }

  private long checkCount(long count) throws IOException {
    if (count < 0 || count > Math.max(end - at, MAX_ITEMS_WITHOUT_BYTES)) {
      throw new EOFException(
          "the payload ends early: " + count + " items expected, " + (end - at) + " bytes left");
    }
    return count;
  }
}
