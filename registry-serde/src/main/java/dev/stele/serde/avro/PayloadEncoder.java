package dev.stele.serde.avro;

import dev.stele.serde.internal.Pool;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Encodes one message after the other into an array it keeps, behind a prefix, so that a message
 * costs one copy and no other garbage. Not thread-safe.
 *
 * <p>The array is its own and not a {@link dev.stele.serde.internal.messages.MessageBuffer}:
 * numbers are written one by one, and one more object in between is 5 % of the time of small
 * records.
 */
final class PayloadEncoder extends BinaryEncoder implements Pool.Reusable {
  private static final int INITIAL_BYTES = 512;
  // One huge message must not occupy its size for ever.
  private static final int MAX_KEPT_BYTES = 1024 * 1024;
  private static final int MAX_VARINT_BYTES = 10;

  private byte[] buffer = new byte[INITIAL_BYTES];
  private int start;
  private int end;

  /** Begins a message with nothing but a prefix in it. */
  void begin(byte[] prefix) {
    end = 0;
    writeFixed(prefix, 0, prefix.length);
    start = prefix.length;
  }

  @Override
  public void clear() {
    if (buffer.length > MAX_KEPT_BYTES) {
      buffer = new byte[INITIAL_BYTES];
    }
  }

  /** The prefix and all that was encoded since. */
  byte[] message() {
    return Arrays.copyOf(buffer, end);
  }

  private void ensure(int more) {
    if (buffer.length - end < more) {
      long needed = (long) end + more;
      if (needed > Integer.MAX_VALUE - 16) {
        throw new OutOfMemoryError("a message of " + needed + " bytes does not fit an array");
      }
      long doubled = Math.min(Math.max(needed, 2L * buffer.length), Integer.MAX_VALUE - 16);
      buffer = Arrays.copyOf(buffer, (int) doubled);
    }
  }

  @Override
  public void writeBoolean(boolean value) {
    ensure(1);
    end += BinaryData.encodeBoolean(value, buffer, end);
  }

  @Override
  public void writeInt(int value) {
    ensure(MAX_VARINT_BYTES);
    end += BinaryData.encodeInt(value, buffer, end);
  }

  @Override
  public void writeLong(long value) {
    ensure(MAX_VARINT_BYTES);
    end += BinaryData.encodeLong(value, buffer, end);
  }

  @Override
  public void writeFloat(float value) {
    ensure(Float.BYTES);
    end += BinaryData.encodeFloat(value, buffer, end);
  }

  @Override
  public void writeDouble(double value) {
    ensure(Double.BYTES);
    end += BinaryData.encodeDouble(value, buffer, end);
  }

  @Override
  public void writeFixed(byte[] bytes, int start, int length) {
    ensure(length);
    System.arraycopy(bytes, start, buffer, end, length);
    end += length;
  }

  @Override
  public void writeFixed(ByteBuffer bytes) {
    int length = bytes.remaining();
    ensure(length);
    bytes.duplicate().get(buffer, end, length);
    end += length;
  }

  /** Encodes in place while the text is ASCII, which most is: no array in between. */
  @Override
  public void writeString(String text) {
    int length = text.length();
    ensure(MAX_VARINT_BYTES + length);
    int at = end + BinaryData.encodeInt(length, buffer, end);
    byte[] target = buffer;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeInt(utf8.length);
        writeFixed(utf8, 0, utf8.length);
        return;
      }
      target[at++] = (byte) c;
    }
    end = at;
  }

  @Override
  protected void writeZero() {
    ensure(1);
    buffer[end++] = 0;
  }

  @Override
  public int bytesBuffered() {
    return end - start;
  }

  @Override
  public void flush() {}
}
