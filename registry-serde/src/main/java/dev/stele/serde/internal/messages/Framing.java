package dev.stele.serde.internal.messages;

import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.settings.IdSource;
import dev.stele.serde.internal.settings.SerdeSettings;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name of the schema in a message, as the settings of a deserializer say. Other wire
 * formats are told apart here, by the first byte. Thread-safe.
 */
final class Framing {
  private static final byte[] FIRST_MESSAGE = {0};

  private final SubjectNameStrategy subjects;
  private final boolean isKey;
  private final boolean readsHeaders;
  private final String header;
  private final @Nullable SchemaRef configured;
  private final byte[] configuredPrologue;

  Framing(SerdeSettings settings) {
    this.subjects = settings.subjects();
    this.isKey = settings.isKey();
    this.readsHeaders = settings.idSource() == IdSource.DUAL;
    this.header = WireFormat.header(settings.isKey());
    this.configured = configured(settings);
    List<Integer> indexes = settings.messageIndexes();
    this.configuredPrologue =
        indexes.isEmpty() ? FIRST_MESSAGE : WireFormat.messageIndexes(indexes);
  }

  private static @Nullable SchemaRef configured(SerdeSettings settings) {
    if (settings.idSource() != IdSource.CONFIG) {
      return null;
    }
    return settings.choice().schemaId().isPresent()
        ? new SchemaRef.Id(settings.choice().schemaId().getAsInt())
        : new SchemaRef.Guid(settings.choice().guid().orElseThrow());
  }

  /** What the record's header says of the schema; null if it says nothing, or does not count. */
  byte @Nullable [] name(@Nullable Headers headers) {
    if (!readsHeaders || headers == null) {
      return null;
    }
    Header newest = headers.lastHeader(header);
    if (newest == null) {
      return null;
    }
    return newest.value() == null ? lastValue(headers) : newest.value();
  }

  /** A header without a value names nothing. */
  private byte @Nullable [] lastValue(Headers headers) {
    byte[] last = null;
    for (Header one : headers.headers(header)) {
      if (one.value() != null) {
        last = one.value();
      }
    }
    return last;
  }

  /**
   * Takes a message apart.
   *
   * @param name what {@link #name} has found
   * @param message a whole key or value; if the name stands in it, its position moves behind it
   * @throws org.apache.kafka.common.errors.SerializationException if it names no schema
   */
  Frame frame(@Nullable String topic, byte @Nullable [] name, ByteBuffer message) {
    if (configured != null) {
      return new Frame(configured, ByteBuffer.wrap(configuredPrologue));
    }
    ByteBuffer prologue = name == null ? null : ByteBuffer.wrap(name);
    try {
      return new Frame(WireFormat.readSchema(prologue == null ? message : prologue), prologue);
    } catch (SerializationException e) {
      String where = prologue == null ? "" : "header " + header + ": ";
      throw place(topic).failed(where + e.getMessage(), e);
    }
  }

  private Place place(@Nullable String topic) {
    return Place.reading(topic, isKey, "").in(subjects.knownSubject(topic, isKey).orElse(""));
  }
}
