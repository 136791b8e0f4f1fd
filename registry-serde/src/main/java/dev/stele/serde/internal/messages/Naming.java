package dev.stele.serde.internal.messages;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How one message has named its schema, so that the next one that does the same is recognized
 * without being taken apart. Immutable.
 */
final class Naming {
  private static final int NONE = -1;

  private final byte @Nullable [] header;
  private final int id;
  private final boolean always;

  /**
   * @param header the header's value; null if the name stood elsewhere
   * @param id the id in front of the payload, {@link #NONE} if there was none
   * @param always whether the settings name the schema, so that every message is of it
   */
  private Naming(byte @Nullable [] header, int id, boolean always) {
    this.header = header;
    this.id = id;
    this.always = always;
  }

  static Naming of(byte @Nullable [] header, Frame frame) {
    if (header != null || frame.prologue() != null) {
      return new Naming(header, NONE, header == null);
    }
    return new Naming(null, frame.schema() instanceof SchemaRef.Id id ? id.id() : NONE, false);
  }

  /**
   * Whether a message names its schema the same way.
   *
   * @param otherHeader its header's value, if it has one
   * @param mark what {@link #mark} has found in it
   * @param message if so, and the name stands in it, its position moves behind it
   */
  boolean recognizes(byte @Nullable [] otherHeader, int mark, ByteBuffer message) {
    if (always) {
      return true;
    }
    if (otherHeader != null) {
      return header != null && Arrays.equals(header, otherHeader);
    }
    boolean same = mark == id && id != NONE;
    if (same) {
      message.position(message.position() + WireFormat.ID_BYTES);
    }
    return same;
  }

  /** The id in front of a message, or something the same for messages named the same way. */
  static int mark(byte @Nullable [] header, ByteBuffer message) {
    if (header != null) {
      return Arrays.hashCode(header);
    }
    int at = message.position();
    return message.remaining() >= WireFormat.ID_BYTES && message.get(at) == 0
        ? message.getInt(at + 1)
        : NONE;
  }
}
