package dev.stele.serde.internal.messages;

import dev.stele.serde.internal.Pool;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Takes one message after the other, behind a prefix, in an array it keeps, so that a message costs
 * one copy and no other garbage. Not thread-safe.
 */
public final class MessageBuffer extends OutputStream implements Pool.Reusable {
  private static final int INITIAL_BYTES = 512;
  // One huge message must not occupy its size for ever.
  private static final int MAX_KEPT_BYTES = 1024 * 1024;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private byte[] array = new byte[INITIAL_BYTES];
  private int start;
  private int end;

  /** Begins a message with nothing but a prefix in it. */
  public void begin(byte[] prefix) {
    end = 0;
    write(prefix, 0, prefix.length);
    start = prefix.length;
  }

  /** The prefix and all that was written since. */
  public byte[] message() {
    return Arrays.copyOf(array, end);
  }

  /** What the message stands in, until more is written. */
  public byte[] array() {
    return array;
  }

  /** Where the payload begins in {@link #array}. */
  public int payloadOffset() {
    return start;
  }

  public int payloadLength() {
    return end - start;
  }

  /**
   * Makes room in {@link #array}.
   *
   * @param bytes how many may be written there before {@link #advance}
   * @return where they go
   */
  public int reserve(int bytes) {
    if (array.length - end < bytes) {
      grow(bytes);
    }
    return end;
  }

  /**
   * Adds to the message what was written into the room.
   *
   * @param bytes how many, at most as many as were reserved
   */
  public void advance(int bytes) {
    end += bytes;
  }

  private void grow(int more) {
    long needed = (long) end + more;
    if (needed > MAX_BYTES) {
      throw new OutOfMemoryError("a message of " + needed + " bytes does not fit an array");
    }
    array = Arrays.copyOf(array, (int) Math.min(Math.max(needed, 2L * array.length), MAX_BYTES));
  }

  @Override
  public void write(int b) {
    int at = reserve(1);
    array[at] = (byte) b;
    end = at + 1;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int at = reserve(length);
    System.arraycopy(bytes, offset, array, at, length);
    end = at + length;
  }

  @Override
  public void clear() {
    if (array.length > MAX_KEPT_BYTES) {
      array = new byte[INITIAL_BYTES];
    }
  }
}
