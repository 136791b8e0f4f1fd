package dev.stele.serde.internal.messages;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;

/**
 * How a message names its schema: {@code 0x00} and the schema id as a big-endian int32, or {@code
 * 0x01} and the 16 bytes of its guid. The first stands in front of the payload as a rule, the
 * second in a header of the record; both may stand in either place.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
 *     format</a>
 */
public final class WireFormat {
  /** The header that names the schema of a record's key. */
  public static final String KEY_HEADER = "__key_schema_id";

  /** The header that names the schema of a record's value. */
  public static final String VALUE_HEADER = "__value_schema_id";

  /** How many bytes a schema id takes, its magic byte included. */
  public static final int ID_BYTES = 5;

  /** How many bytes a guid takes, its magic byte included. */
  public static final int GUID_BYTES = 17;

  private static final byte ID_MAGIC = 0;
  private static final byte GUID_MAGIC = 1;

  private WireFormat() {}

  /** The name of the header for one side of a record. */
  public static String header(boolean isKey) {
    return isKey ? KEY_HEADER : VALUE_HEADER;
  }

  /**
   * The five bytes of a schema id, followed by a prologue.
   *
   * @param prologue what the schema's format puts between id and payload
   */
  public static byte[] prefix(int schemaId, byte[] prologue) {
    return ByteBuffer.allocate(ID_BYTES + prologue.length)
        .put(ID_MAGIC)
        .putInt(schemaId)
        .put(prologue)
        .array();
  }

  /** The 17 bytes of a guid, followed by a prologue. */
  public static byte[] prefix(UUID guid, byte[] prologue) {
    return ByteBuffer.allocate(GUID_BYTES + prologue.length)
        .put(GUID_MAGIC)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .put(prologue)
        .array();
  }

  /**
   * The prologue of a Protobuf message: how many indexes there are, then each, as zig-zag varints;
   * the path {@code [0]} as a single zero.
   *
   * @param indexes the message's place among its siblings, from the outermost message inwards; at
   *     least one
   */
  public static byte[] messageIndexes(List<Integer> indexes) {
    if (indexes.isEmpty()) {
      throw new IllegalArgumentException("a message has at least one index");
    }
    if (indexes.equals(List.of(0))) {
      return new byte[1];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writeVarint(indexes.size(), bytes);
    indexes.forEach(index -> writeVarint(index, bytes));
    return bytes.toByteArray();
  }

  private static void writeVarint(int value, ByteArrayOutputStream bytes) {
    int rest = (value << 1) ^ (value >> 31);
    while ((rest & ~0x7f) != 0) {
      bytes.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
  }

  /**
   * Reads the name of a schema and leaves the buffer at the byte behind it.
   *
   * @throws SerializationException if the message is too short, its first byte is neither {@code
   *     0x00} nor {@code 0x01}, or the id is negative
   */
  public static SchemaRef readSchema(ByteBuffer message) {
    int length = message.remaining();
    if (length == 0) {
      throw new SerializationException("the message is empty (0 bytes) and so names no schema");
    }
    byte magic = message.get(message.position());
    boolean known = magic == ID_MAGIC || magic == GUID_MAGIC;
    if (!known) {
      throw new SerializationException(
          String.format(
              "Unknown magic byte! The first byte is 0x%02X, not 0x00 or 0x01, so this message was"
                  + " not written by a serializer that names its schema; read the topic with the"
                  + " deserializer that matches its producer",
              magic));
    }
    if (length < (magic == ID_MAGIC ? ID_BYTES : GUID_BYTES)) {
      throw new SerializationException(
          "the message ends after " + length + " bytes, within its schema id: it was cut short");
    }
    message.get();
    if (magic == GUID_MAGIC) {
      return new SchemaRef.Guid(new UUID(message.getLong(), message.getLong()));
    }
    int id = message.getInt();
    if (id < 0) {
      throw new SerializationException(
          "schema id " + id + " is below 0, no registry gives such an id");
    }
    return new SchemaRef.Id(id);
  }
}
