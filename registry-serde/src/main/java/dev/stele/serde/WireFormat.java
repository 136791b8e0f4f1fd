package dev.stele.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The five bytes in front of every payload: {@code 0x00}, then the schema id as a big-endian int32.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
 *     format</a>
 */
public final class WireFormat {
  /** How many bytes stand before the payload. */
  public static final int PREFIX_BYTES = 5;

  private static final byte MAGIC = 0;

  private WireFormat() {}

  /** Writes the prefix to the first {@link #PREFIX_BYTES} bytes of a message. */
  public static void writePrefix(byte[] message, int schemaId) {
    message[0] = MAGIC;
    message[1] = (byte) (schemaId >>> 24);
    message[2] = (byte) (schemaId >>> 16);
    message[3] = (byte) (schemaId >>> 8);
    message[4] = (byte) schemaId;
  }

  /**
   * Reads the schema id and leaves the buffer at the payload's first byte.
   *
   * @param topic where the message comes from, for the error
   * @param message a whole key or value, from its first byte on
   * @return the id, 0 or more
   * @throws SerializationException if the message is shorter than 5 bytes, its first byte is not
   *     {@code 0x00} or the id is negative; the buffer's position is then unspecified
   */
  public static int readSchemaId(String topic, ByteBuffer message) {
    int length = message.remaining();
    if (length == 0) {
      throw new SerializationException(
          "Topic " + topic + ": the message is empty (0 bytes) and so names no schema");
    }
    byte magic = message.get();
    if (magic != MAGIC) {
      throw new SerializationException(
          String.format(
              "Topic %s: unknown magic byte: the first byte is 0x%02X, not 0x00, so this message was"
                  + " not written by a serializer that puts a schema id in front; read the topic"
                  + " with the deserializer that matches its producer",
              topic, magic));
    }
    if (length < PREFIX_BYTES) {
      throw new SerializationException(
          "Topic "
              + topic
              + ": the message ends after "
              + length
              + " bytes, within its schema id: it was cut short");
    }
    int id = message.getInt();
    if (id < 0) {
      throw new SerializationException(
          "Topic " + topic + ": schema id " + id + " is below 0, no registry gives such an id");
    }
    return id;
  }
}
