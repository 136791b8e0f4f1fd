package dev.stele.serde.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The migration rules from one version to another. Thread-safe. */
record RulesBetweenVersions(RuleSequence rules) implements Migration {
  @Override
  public JsonNode apply(@Nullable Headers headers, JsonNode message) {
    return (JsonNode) rules.run(headers, message);
  }
}
