package dev.stele.serde.internal.messages;

import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.rules.MessageRules;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages of one topic and schema. Immutable and thread-safe.
 *
 * @param expiresAtNanos when the choice of the schema has to be made again; null for never
 */
record MessageWriter(
    Place place,
    SchemaName name,
    PayloadWriter payloads,
    @Nullable MessageRules rules,
    @Nullable Long expiresAtNanos) {
  private static final byte[] NOTHING = new byte[0];

  boolean expired() {
    return expiresAtNanos != null && System.nanoTime() - expiresAtNanos >= 0;
  }

  byte[] write(@Nullable Headers headers, Object object) {
    byte[] message =
        rules == null ? encode(object, name.prefix()) : writeByRules(rules, headers, object);
    name.addTo(place, headers);
    return message;
  }

  private byte[] writeByRules(MessageRules by, @Nullable Headers headers, Object object) {
    Object ruled = by.onObject(headers, beforeRules(object));
    if (!by.concernPayload()) {
      return encode(ruled, name.prefix());
    }
    byte[] payload = by.onPayload(headers, encode(ruled, NOTHING));
    byte[] prefix = name.prefix();
    byte[] message = Arrays.copyOf(prefix, prefix.length + payload.length);
    System.arraycopy(payload, 0, message, prefix.length, payload.length);
    return message;
  }

  private Object beforeRules(Object object) {
    try {
      return payloads.beforeRules(object);
    } catch (KafkaException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw unfit(e);
    }
  }

  private byte[] encode(Object object, byte[] prefix) {
    try {
      return payloads.write(object, prefix);
    } catch (KafkaException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw unfit(e);
    }
  }

  /**
   * Format libraries report data that does not fit its schema by whatever goes wrong first:
   * NullPointer, ClassCast, ArrayIndexOutOfBounds and their own exceptions.
   */
  private KafkaException unfit(Throwable e) {
    return place.failed("the object does not fit its schema: " + reason(e), e);
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
