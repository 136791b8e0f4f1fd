package dev.stele.serde.json;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Takes one message after the other in a buffer that its thread keeps, behind a prefix, so that a
 * message costs one copy and no other garbage. Not thread-safe.
 */
final class PayloadBuffer extends OutputStream {
  private static final int INITIAL_BYTES = 512;
  // One huge message must not occupy its size in every thread for ever.
  private static final int MAX_KEPT_BYTES = 1024 * 1024;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private static final ThreadLocal<PayloadBuffer> OF_THREAD =
      ThreadLocal.withInitial(PayloadBuffer::new);

  private byte[] buffer = new byte[INITIAL_BYTES];
  private int start;
  private int end;
  private boolean taken;

  private PayloadBuffer() {}

  /**
   * The thread's buffer, with nothing but a prefix in it.
   *
   * @return to be released
   */
  static PayloadBuffer take(byte[] prefix) {
    PayloadBuffer buffer = OF_THREAD.get();
    if (buffer.taken) {
      // An object that is being written writes another message meanwhile.
      buffer = new PayloadBuffer();
    }
    buffer.taken = true;
    buffer.end = 0;
    buffer.write(prefix, 0, prefix.length);
    buffer.start = prefix.length;
    return buffer;
  }

  /** Lets others use it. */
  void release() {
    if (buffer.length > MAX_KEPT_BYTES) {
      buffer = new byte[INITIAL_BYTES];
    }
    taken = false;
  }

  /** The prefix and all that was written since. */
  byte[] message() {
    return Arrays.copyOf(buffer, end);
  }

  byte[] array() {
    return buffer;
  }

  /** Where the payload begins in {@link #array}. */
  int payloadOffset() {
    return start;
  }

  int payloadLength() {
    return end - start;
  }

  @Override
  public void write(int b) {
    ensure(1);
    buffer[end++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    ensure(length);
    System.arraycopy(bytes, offset, buffer, end, length);
    end += length;
  }

  private void ensure(int more) {
    if (buffer.length - end < more) {
      long needed = (long) end + more;
      if (needed > MAX_BYTES) {
        throw new OutOfMemoryError("a message of " + needed + " bytes does not fit an array");
      }
      buffer =
          Arrays.copyOf(buffer, (int) Math.min(Math.max(needed, 2L * buffer.length), MAX_BYTES));
    }
  }
}
