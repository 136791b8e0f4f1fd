package dev.stele.serde.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.PayloadReader;
import dev.stele.serde.json.internal.validation.SchemaValidator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads data of one schema. Immutable and thread-safe.
 *
 * @param validator null if messages are not held against their schema
 */
record JsonPayloadReader(
    Place place, ObjectReader trees, JavaTypes types, @Nullable SchemaValidator validator)
    implements PayloadReader {

  @Override
  public @Nullable Object read(ByteBuffer payload) throws IOException {
    if (validator != null || types.dependOnValue()) {
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
    String findings = validator == null ? null : validator.findings(tree);
    if (findings != null) {
      throw place.failed("the message is not valid by its schema: " + findings);
    }
    return types.read(tree);
  }
}
