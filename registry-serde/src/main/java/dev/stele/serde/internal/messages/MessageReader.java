package dev.stele.serde.internal.messages;

import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.rules.MessageRules;
import dev.stele.serde.internal.rules.Migration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads messages of one topic and schema. Immutable and thread-safe. */
record MessageReader(
    Place place,
    PayloadReader payloads,
    @Nullable MessageRules rules,
    @Nullable Migration migration) {

  /**
   * The reader for messages with this prologue.
   *
   * @param prologue is left as it is
   */
  MessageReader after(ByteBuffer prologue) {
    try {
      return new MessageReader(place, payloads.after(prologue.duplicate()), rules, migration);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw failed(e);
    }
  }

  /**
   * Which of the schema's messages a message is; see {@link PayloadReader#messageName}.
   *
   * @param prologue is left as it is
   */
  Optional<String> messageName(ByteBuffer prologue) {
    try {
      return payloads.after(prologue.duplicate()).messageName();
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw failed(e);
    }
  }

  /**
   * Decodes one message.
   *
   * @param message backed by an array, and at the prologue
   */
  @Nullable Object readWithPrologue(@Nullable Headers headers, ByteBuffer message) {
    Object value;
    try {
      value = decode(payloads.after(message), headers, message);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw failed(e);
    }
    return ruled(headers, value);
  }

  /**
   * Decodes one message.
   *
   * @param payload backed by an array
   */
  @Nullable Object read(@Nullable Headers headers, ByteBuffer payload) {
    Object value;
    try {
      value = decode(payloads, headers, payload);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw failed(e);
    }
    return ruled(headers, value);
  }

  private @Nullable Object decode(
      PayloadReader reader, @Nullable Headers headers, ByteBuffer payload) throws IOException {
    ByteBuffer plain =
        rules != null && rules.concernPayload()
            ? ByteBuffer.wrap(rules.onPayload(headers, bytes(payload)))
            : payload;
    return migration == null
        ? reader.read(plain)
        : reader.fromTree(migration.apply(headers, reader.readTree(plain)));
  }

  /**
   * Format libraries report damaged data by whatever goes wrong first, their own exceptions or the
   * JDK's; and data nested in itself, without end if damaged, exhausts the stack.
   */
  private KafkaException failed(Throwable e) {
    return e instanceof KafkaException kafkas
        ? kafkas
        : place.failed(
            "the payload does not fit the schema: "
                + (e instanceof StackOverflowError ? "it is nested too deep" : e),
            e);
  }

  private @Nullable Object ruled(@Nullable Headers headers, @Nullable Object value) {
    if (rules == null || value == null) {
      return value;
    }
    Object ruled;
    try {
      ruled = rules.onObject(headers, value);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw place.failed("a rule could not be executed: " + e, e);
    }
    try {
      payloads.afterRules(ruled);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw failed(e);
    }
    return ruled;
  }

  private static byte[] bytes(ByteBuffer payload) {
    int from = payload.arrayOffset() + payload.position();
    return Arrays.copyOfRange(payload.array(), from, from + payload.remaining());
  }
}
