package dev.stele.serde.internal.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes payloads of one schema. Thread-safe. */
public interface PayloadReader {
  /**
   * Reads what stands between the schema's name and the payload, such as message indexes.
   *
   * @param prologue is left at the first byte behind it
   * @return what reads the payload itself
   */
  default PayloadReader after(ByteBuffer prologue) throws IOException {
    return this;
  }

  /**
   * The full name of the message that is read, where a schema has several and {@link #after} tells
   * which; empty for what has its one record's name, or none.
   */
  default Optional<String> messageName() {
    return Optional.empty();
  }

  /**
   * Decodes one payload.
   *
   * @param payload backed by an array, from its position to its limit
   * @throws IOException or any RuntimeException or StackOverflowError if it is damaged
   */
  @Nullable Object read(ByteBuffer payload) throws IOException;

  /**
   * The payload as JSON, as data of the schema it was written with: what migration rules work on.
   */
  JsonNode readTree(ByteBuffer payload) throws IOException;

  /** Makes of JSON what {@link #read} makes of a payload, as data of the schema to read into. */
  @Nullable Object fromTree(JsonNode tree) throws IOException;

  /** What takes this one's place where rules run on what it gives. */
  default PayloadReader underRules() {
    return this;
  }

  /**
   * Looks at what rules have made of an object.
   *
   * @throws IOException or any RuntimeException if it is not of the schema
   */
  default void afterRules(Object object) throws IOException {}
}
