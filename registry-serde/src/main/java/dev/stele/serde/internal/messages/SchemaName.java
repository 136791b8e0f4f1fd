package dev.stele.serde.internal.messages;

import dev.stele.serde.SerdeConfig;
import dev.stele.serde.WireFormat;
import dev.stele.serde.client.RegisteredSchema;
import dev.stele.serde.internal.Place;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** How each message of one schema names it. Immutable and thread-safe. */
final class SchemaName {
  private static final byte[] NOTHING = new byte[0];

  private final @Nullable String header;
  private final byte[] bytes;

  /**
   * @param header the header that holds the name; null if it stands in front of the payload
   * @param bytes the name and the prologue
   */
  private SchemaName(@Nullable String header, byte[] bytes) {
    this.header = header;
    this.bytes = bytes;
  }

  static SchemaName of(Place place, SerdeConfig config, RegisteredSchema schema, byte[] prologue) {
    if (!config.idInHeader()) {
      return new SchemaName(null, WireFormat.prefix(schema.id(), prologue));
    }
    return new SchemaName(
        WireFormat.header(config.isKey()),
        WireFormat.prefix(
            schema
                .guid()
                .orElseThrow(
                    () ->
                        place.failed(
                            "Schema GUID is null: this registry gives schemas no guid, which"
                                + " HeaderSchemaIdSerializer needs; use PrefixSchemaIdSerializer")),
            prologue));
  }

  /** What stands in front of the payload. */
  byte[] prefix() {
    return header == null ? bytes : NOTHING;
  }

  /** Adds the header, if the name is one and the last of its name is another. */
  void addTo(Place place, @Nullable Headers headers) {
    if (header == null) {
      return;
    }
    if (headers == null) {
      throw place.failed(
          "Missing headers: with HeaderSchemaIdSerializer, serialize into a record's headers");
    }
    Header there = headers.lastHeader(header);
    if (there == null || !Arrays.equals(there.value(), bytes)) {
      headers.add(header, bytes);
    }
  }
}
