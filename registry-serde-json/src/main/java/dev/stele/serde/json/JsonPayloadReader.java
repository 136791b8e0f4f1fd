package dev.stele.serde.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.stele.serde.internal.messages.PayloadReader;
import dev.stele.serde.json.internal.validation.Defaults;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads data of one schema. Immutable and thread-safe.
 *
 * @param check null if messages are not held against their schema
 * @param defaults fills in what a message that was found valid leaves out; null for nothing
 * @param ruled whether rules will run on what is read
 */
record JsonPayloadReader(
    ObjectReader trees,
    JavaTypes types,
    @Nullable ValidityCheck check,
    @Nullable Defaults defaults,
    boolean ruled)
    implements PayloadReader {

  @Override
  public @Nullable Object read(ByteBuffer payload) throws IOException {
    if (check != null || types.dependOnValue()) {
      return fromTree(readTree(payload));
    }
    return types.read(
        payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
  }

  @Override
  public JsonNode readTree(ByteBuffer payload) throws IOException {
    JsonNode tree =
        trees.readTree(
            payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
    if (tree.isMissingNode()) {
      throw new EOFException("the payload is empty");
    }
    return tree;
  }

  @Override
  public @Nullable Object fromTree(JsonNode tree) throws IOException {
    if (check != null && (!ruled || check.beforeRules())) {
      check.onTree(tree);
      if (defaults != null) {
        defaults.fillIn(tree);
      }
    }
    return types.read(tree);
  }

  @Override
  public PayloadReader underRules() {
    return new JsonPayloadReader(trees, types, check, defaults, true);
  }

  @Override
  public void afterRules(Object object) {
    if (check != null && !check.beforeRules()) {
      check.onObject(object);
    }
  }
}
