package dev.stele.serde.internal.messages;

import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.rules.MessageRules;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Writes messages of one topic and schema. Immutable and thread-safe. */
record MessageWriter(
    Place place, SchemaName name, PayloadWriter payloads, @Nullable MessageRules rules) {
  private static final byte[] NOTHING = new byte[0];

  byte[] write(@Nullable Headers headers, Object object) {
    byte[] message =
        rules == null ? encode(object, name.prefix()) : writeByRules(rules, headers, object);
    try {
      name.putInto(place, headers);
    } catch (IllegalStateException e) {
      throw place.failed("the record's headers cannot be changed: it was sent before", e);
    }
    return message;
  }

  private byte[] writeByRules(MessageRules by, @Nullable Headers headers, Object object) {
    Object data = data(object);
    try {
      Object ruled = by.onObject(headers, data);
      if (!by.concernPayload()) {
        return encode(ruled, name.prefix());
      }
      byte[] payload = by.onPayload(headers, encode(ruled, NOTHING));
      byte[] prefix = name.prefix();
      byte[] message = Arrays.copyOf(prefix, prefix.length + payload.length);
      System.arraycopy(payload, 0, message, prefix.length, payload.length);
      return message;
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw place.failed("a rule could not be executed: " + e, e);
    }
  }

  private Object data(Object object) {
    try {
      return payloads.beforeRules(object);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw unfit(e);
    }
  }

  private byte[] encode(Object object, byte[] prefix) {
    try {
      return payloads.write(object, prefix);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw unfit(e);
    }
  }

  /**
   * Format libraries report data that does not fit its schema by whatever goes wrong first:
   * NullPointer, ClassCast, ArrayIndexOutOfBounds and their own exceptions.
   */
  private KafkaException unfit(Throwable e) {
    if (e instanceof KafkaException kafkas) {
      return kafkas;
    }
    String known = e instanceof StackOverflowError ? "it is nested too deep" : e.getMessage();
    String reason = known == null ? e.toString() : known;
    return place.failed("the object does not fit its schema: " + reason, e);
  }
}
