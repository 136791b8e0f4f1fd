package dev.stele.serde.internal.rules;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The rules of one schema in one direction, in the order they run. Thread-safe. */
public interface MessageRules {
  /** Whether {@link #onPayload} does anything. */
  boolean concernPayload();

  /**
   * Runs the domain rules.
   *
   * @param headers the record's; null if there is no record
   * @param message the application's object
   * @return the object to go on with
   * @throws org.apache.kafka.common.errors.SerializationException if a rule failed and its action
   *     does not let the message pass
   */
  Object onObject(@Nullable Headers headers, Object message);

  /** Runs the encoding rules on an encoded payload. */
  byte[] onPayload(@Nullable Headers headers, byte[] payload);
}
