package dev.stele.serde.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.serde.internal.Place;
import dev.stele.serde.internal.messages.MessageBuffer;
import dev.stele.serde.json.internal.validation.SchemaValidator;
import java.io.IOException;

/**
 * Holds messages against their schema. Immutable and thread-safe.
 *
 * @param beforeRules whether what rules make of a message is left alone
 */
record ValidityCheck(
    Place place, SchemaValidator validator, JsonMapper mapper, boolean beforeRules) {

  /** Looks at what is sent, and not at the object, which others may change meanwhile. */
  void onWritten(MessageBuffer buffer) throws IOException {
    onTree(mapper.readTree(buffer.array(), buffer.payloadOffset(), buffer.payloadLength()));
  }

  void onObject(Object object) {
    onTree(object instanceof JsonNode tree ? tree : mapper.valueToTree(object));
  }

  void onTree(JsonNode message) {
    String findings = validator.findings(message);
    if (findings != null) {
      throw place.failed("the message is not valid by its schema: " + findings);
    }
  }
}
