package dev.stele.serde.json;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.stele.serde.internal.Pool;
import dev.stele.serde.internal.messages.MessageBuffer;
import dev.stele.serde.internal.messages.PayloadWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes data of one schema. Immutable and thread-safe.
 *
 * @param schemas tells the data from what wraps it
 * @param check null if messages are not held against their schema
 * @param ruled whether rules have run, so that there is no wrapping any more
 */
record JsonPayloadWriter(
    ValueSchemas schemas, ObjectWriter writer, @Nullable ValidityCheck check, boolean ruled)
    implements PayloadWriter {
  private static final Pool<MessageBuffer> BUFFERS = new Pool<>(MessageBuffer::new);
  private static final byte[] NOTHING = new byte[0];

  @Override
  public byte[] write(Object object, byte[] prefix) throws IOException {
    try (Pool.Loan<MessageBuffer> loan = BUFFERS.take()) {
      MessageBuffer buffer = loan.object();
      buffer.begin(prefix);
      writer.writeValue(buffer, ruled ? object : schemas.value(object));
      if (check != null && !(ruled && check.beforeRules())) {
        check.onWritten(buffer);
      }
      return buffer.message();
    }
  }

  @Override
  public PayloadWriter underRules() {
    return new JsonPayloadWriter(schemas, writer, check, true);
  }

  @Override
  public Object beforeRules(Object object) throws IOException {
    Object value = schemas.value(object);
    if (check != null && check.beforeRules()) {
      try (Pool.Loan<MessageBuffer> loan = BUFFERS.take()) {
        MessageBuffer buffer = loan.object();
        buffer.begin(NOTHING);
        writer.writeValue(buffer, value);
        check.onWritten(buffer);
      }
    }
    return value == null ? NullNode.getInstance() : value;
  }
}
