package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the registry, whichever address answers.
 *
 * @param path with the query, percent-encoded
 * @param quick whether there is something to go on with if this fails: asked once and not for long
 */
record Call(Operation operation, String method, String path, @Nullable String body, boolean quick) {
  static Call get(Operation operation, String path) {
    return new Call(operation, "GET", path, null, false);
  }

  static Call post(Operation operation, String path, JsonNode body) {
    return new Call(operation, "POST", path, body.toString(), false);
  }

  Call quick(boolean quick) {
    return new Call(operation, method, path, body, quick);
  }
}
