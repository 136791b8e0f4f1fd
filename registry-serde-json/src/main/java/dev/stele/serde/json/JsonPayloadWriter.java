package dev.stele.serde.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadWriter;
import dev.stele.serde.json.internal.validation.SchemaValidator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes data of one schema. Immutable and thread-safe.
 *
 * @param validator null if messages are not held against their schema
 */
record JsonPayloadWriter(
    Place place,
    ThreadLocal<PayloadBuffer> buffers,
    ValueSchemas schemas,
    ObjectWriter writer,
    ObjectReader trees,
    @Nullable SchemaValidator validator)
    implements PayloadWriter {

  @Override
  public byte[] write(Object object, byte[] prefix) throws IOException {
    PayloadBuffer buffer = buffers.get();
    buffer.start(prefix);
    writer.writeValue(buffer, schemas.value(object));
    if (validator != null) {
      check(buffer, validator);
    }
    return buffer.message();
  }

  /** Looks at what is sent, and not at the object, which others may change meanwhile. */
  private void check(PayloadBuffer buffer, SchemaValidator by) throws IOException {
    JsonNode sent = trees.readTree(buffer.array(), buffer.payloadOffset(), buffer.payloadLength());
    String findings = by.findings(sent);
    if (findings != null) {
      throw place.failed("the message is not valid by its schema: " + findings);
    }
  }
}
