package dev.stele.serde.internal.messages;

import dev.stele.serde.IdSource;
import dev.stele.serde.SchemaRef;
import dev.stele.serde.SerdeConfig;
import dev.stele.serde.WireFormat;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name of the schema in a message, as the settings of a deserializer say. Other wire
 * formats are told apart here, by the first byte. Thread-safe.
 */
final class Framing {
  private static final byte[] FIRST_MESSAGE = {0};

  private final IdSource source;
  private final String header;
  private final @Nullable SchemaRef configured;
  private final byte[] configuredPrologue;

  Framing(SerdeConfig config) {
    this.source = config.idSource();
    this.header = WireFormat.header(config.isKey());
    this.configured = configured(config);
    List<Integer> indexes = config.messageIndexes();
    this.configuredPrologue =
        indexes.isEmpty() ? FIRST_MESSAGE : WireFormat.messageIndexes(indexes);
  }

  private static @Nullable SchemaRef configured(SerdeConfig config) {
    if (config.idSource() != IdSource.CONFIG) {
      return null;
    }
    return config.choice().schemaId().isPresent()
        ? new SchemaRef.Id(config.choice().schemaId().getAsInt())
        : new SchemaRef.Guid(config.choice().guid().orElseThrow());
  }

  /**
   * Takes a message apart.
   *
   * @param message a whole key or value, backed by an array; its position moves
   * @throws org.apache.kafka.common.errors.SerializationException if it names no schema
   */
  Frame frame(@Nullable String topic, @Nullable Headers headers, ByteBuffer message) {
    if (configured != null) {
      return new Frame(configured, ByteBuffer.wrap(configuredPrologue), message);
    }
    byte[] named = source == IdSource.DUAL && headers != null ? lastValue(headers) : null;
    ByteBuffer prologue = named == null ? message : ByteBuffer.wrap(named);
    String where = named == null ? "" : ", header " + header;
    return new Frame(WireFormat.readSchema(topic, where, prologue), prologue, message);
  }

  /** A header without a value names nothing. */
  private byte @Nullable [] lastValue(Headers headers) {
    byte[] last = null;
    Header newest = headers.lastHeader(header);
    if (newest == null) {
      return null;
    }
    if (newest.value() != null) {
      return newest.value();
    }
    for (Header one : headers.headers(header)) {
      if (one.value() != null) {
        last = one.value();
      }
    }
    return last;
  }
}
