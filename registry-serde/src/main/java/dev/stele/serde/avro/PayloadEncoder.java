package dev.stele.serde.avro;

import dev.stele.serde.internal.Pool;
import dev.stele.serde.internal.messages.MessageBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/** Encodes one message after the other into a buffer it keeps. Not thread-safe. */
final class PayloadEncoder extends BinaryEncoder implements Pool.Reusable {
  private static final int MAX_VARINT_BYTES = 10;

  private final MessageBuffer out = new MessageBuffer();

  /** Begins a message with nothing but a prefix in it. */
  void begin(byte[] prefix) {
    out.begin(prefix);
  }

  /** The prefix and all that was encoded since. */
  byte[] message() {
    return out.message();
  }

  @Override
  public void clear() {
    out.clear();
  }

  @Override
  public void writeBoolean(boolean value) {
    int at = out.reserve(1);
    out.advance(BinaryData.encodeBoolean(value, out.array(), at));
  }

  @Override
  public void writeInt(int value) {
    int at = out.reserve(MAX_VARINT_BYTES);
    out.advance(BinaryData.encodeInt(value, out.array(), at));
  }

  @Override
  public void writeLong(long value) {
    int at = out.reserve(MAX_VARINT_BYTES);
    out.advance(BinaryData.encodeLong(value, out.array(), at));
  }

  @Override
  public void writeFloat(float value) {
    int at = out.reserve(Float.BYTES);
    out.advance(BinaryData.encodeFloat(value, out.array(), at));
  }

  @Override
  public void writeDouble(double value) {
    int at = out.reserve(Double.BYTES);
    out.advance(BinaryData.encodeDouble(value, out.array(), at));
  }

  @Override
  public void writeFixed(byte[] bytes, int start, int length) {
    out.write(bytes, start, length);
  }

  @Override
  public void writeFixed(ByteBuffer bytes) {
    int length = bytes.remaining();
    int at = out.reserve(length);
    bytes.duplicate().get(out.array(), at, length);
    out.advance(length);
  }

  /** Encodes in place while the text is ASCII, which most is: no array in between. */
  @Override
  public void writeString(String text) {
    int length = text.length();
    int start = out.reserve(MAX_VARINT_BYTES + length);
    byte[] target = out.array();
    int at = start + BinaryData.encodeInt(length, target, start);
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
    out.advance(at - start);
  }

  @Override
  protected void writeZero() {
    out.write(0);
  }

  @Override
  public int bytesBuffered() {
    return out.payloadLength();
  }

  @Override
  public void flush() {}
}
