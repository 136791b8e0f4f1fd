package dev.stele.serde.protobuf.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;

/**
 * Turns messages into JSON and back. Fields that have no value are written with their default, but
 * for messages and members of oneofs, as migration rules expect; names of fields are in camel case.
 * Read are these names and those of the schema. Immutable and thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON format</a>
 */
public final class ProtobufJson {
  /** How deep messages and values may lie inside each other, as in Protobuf's own libraries. */
  static final int MAX_DEPTH = 100;

  private final TreeWriter writer;
  private final TreeReader reader;

  private ProtobufJson(KnownTypes types) {
    this.writer = new TreeWriter(types);
    this.reader = new TreeReader(types);
  }

  /**
   * The JSON of messages of a file.
   *
   * @param file what it and its imports declare is known where a message of any type stands
   */
  public static ProtobufJson of(FileDescriptor file) {
    return new ProtobufJson(new KnownTypes(file));
  }

  /**
   * A message as JSON. Unknown fields are left out.
   *
   * @throws ProtobufJsonException if a value has no JSON: a time out of range, {@code Any} of a
   *     type that is not known, messages nested too deep
   */
  public JsonNode tree(Message message) throws ProtobufJsonException {
    return writer.message(message, "", 0);
  }

  /**
   * Sets fields from JSON.
   *
   * @throws ProtobufJsonException if a field is not known or set twice, or a value not of its type
   *     or range; the builder may have been changed by then
   */
  public void merge(JsonNode tree, Message.Builder message) throws ProtobufJsonException {
    reader.merge(tree, message, "", 0);
  }
}
