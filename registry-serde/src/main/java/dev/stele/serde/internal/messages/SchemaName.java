package dev.stele.serde.internal.messages;

import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.settings.SerdeSettings;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** How each message of one schema names it. Immutable and thread-safe. */
final class SchemaName {
  private static final byte[] NOTHING = new byte[0];

  private final boolean inHeader;
  private final String header;
  private final byte[] bytes;

  /**
   * @param bytes the name and the prologue
   */
  private SchemaName(boolean inHeader, String header, byte[] bytes) {
    this.inHeader = inHeader;
    this.header = header;
    this.bytes = bytes;
  }

  static SchemaName of(
      Place place, SerdeSettings settings, RegisteredSchema schema, byte[] prologue) {
    String header = WireFormat.header(settings.isKey());
    if (!settings.idInHeader()) {
      return new SchemaName(false, header, WireFormat.prefix(schema.id(), prologue));
    }
    UUID guid =
        schema
            .guid()
            .orElseThrow(
                () ->
                    place.failed(
                        "Schema GUID is null: this registry gives schemas no guid, which"
                            + " HeaderSchemaIdSerializer needs; use PrefixSchemaIdSerializer"));
    return new SchemaName(true, header, WireFormat.prefix(guid, prologue));
  }

  /** What stands in front of the payload. */
  byte[] prefix() {
    return inHeader ? NOTHING : bytes;
  }

  /**
   * Makes the headers agree with the message. A name that is a header is added, if the last of that
   * header is another. A name in front of the payload takes the header out: it names the schema of
   * a message that was read and is now written anew, and readers would believe it.
   */
  void putInto(Place place, @Nullable Headers headers) {
    if (headers == null) {
      if (inHeader) {
        throw place.failed(
            "Missing headers: with HeaderSchemaIdSerializer, serialize into a record's headers");
      }
      return;
    }
    Header there = headers.lastHeader(header);
    if (!inHeader) {
      if (there != null) {
        headers.remove(header);
      }
    } else if (there == null || !Arrays.equals(there.value(), bytes)) {
      headers.add(header, bytes);
    }
  }
}
