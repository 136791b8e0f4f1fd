package dev.stele.serde.internal.messages;

import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.rules.MessageRules;
import dev.stele.serde.internal.rules.Migration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of one topic and schema. Immutable and thread-safe.
 *
 * @param expiresAtNanos when the choice of the schema to read into has to be made again; null for
 *     never
 */
record MessageReader(
    Place place,
    PayloadReader payloads,
    @Nullable MessageRules rules,
    @Nullable Migration migration,
    @Nullable Long expiresAtNanos) {

  boolean expired() {
    return expiresAtNanos != null && System.nanoTime() - expiresAtNanos >= 0;
  }

  @Nullable Object read(@Nullable Headers headers, Frame frame) {
    Object value = decode(headers, frame);
    if (rules == null || value == null) {
      return value;
    }
    Object ruled = rules.onObject(headers, value);
    try {
      payloads.afterRules(ruled);
    } catch (KafkaException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw place.failed("what the rules gave does not fit the schema: " + e, e);
    }
    return ruled;
  }

  private @Nullable Object decode(@Nullable Headers headers, Frame frame) {
    try {
      PayloadReader reader = payloads.after(frame.prologue());
      ByteBuffer payload = frame.payload();
      if (rules != null && rules.concernPayload()) {
        payload = ByteBuffer.wrap(rules.onPayload(headers, bytes(payload)));
      }
      return migration == null
          ? reader.read(payload)
          : reader.fromTree(migration.apply(headers, reader.readTree(payload)));
    } catch (KafkaException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Format libraries report damaged data by whatever goes wrong first, their own exceptions or
      // the JDK's; and data nested in itself, without end if damaged, exhausts the stack.
      throw place.failed("the payload does not fit the schema: " + e, e);
    }
  }

  private static byte[] bytes(ByteBuffer payload) {
    int from = payload.arrayOffset() + payload.position();
    return Arrays.copyOfRange(payload.array(), from, from + payload.remaining());
  }
}
