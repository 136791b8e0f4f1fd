package dev.stele.serde.internal.rules;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The rules of one schema in one direction. Thread-safe. */
record RulesOfSchema(RuleSequence domain, RuleSequence encoding) implements MessageRules {
  @Override
  public boolean concernPayload() {
    return !encoding.isEmpty();
  }

  @Override
  public Object onObject(@Nullable Headers headers, Object message) {
    return domain.isEmpty() ? message : domain.run(headers, message);
  }

  @Override
  public byte[] onPayload(@Nullable Headers headers, byte[] payload) {
    return (byte[]) encoding.run(headers, payload);
  }
}
