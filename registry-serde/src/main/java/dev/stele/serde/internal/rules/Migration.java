package dev.stele.serde.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The migration rules between two versions, in the order they run. Thread-safe. */
public interface Migration {
  /** Runs them on a message as JSON. */
  JsonNode apply(@Nullable Headers headers, JsonNode message);
}
