package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A record as JSON.
 *
 * @param value null if the record is a tombstone
 */
record JsonRecord(LogTopic topic, JsonNode key, @Nullable JsonNode value) {
  byte[] keyBytes() {
    return Json.bytes(key);
  }

  byte @Nullable [] valueBytes() {
    return value == null ? null : Json.bytes(value);
  }
}
