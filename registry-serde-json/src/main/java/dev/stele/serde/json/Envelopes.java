package dev.stele.serde.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.json.internal.validation.SchemaTexts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects that bring their schema along: {@code {"schema":…,"references":[…],"payload":…}}.
 */
final class Envelopes {
  private Envelopes() {}

  /** The object as an envelope; null if it is none. */
  static @Nullable ObjectNode envelope(Object object) {
    return object instanceof ObjectNode node && node.has("schema") && node.has("payload")
        ? node
        : null;
  }

  static JsonNode payload(ObjectNode envelope) {
    return envelope.get("payload");
  }

  /**
   * What the envelope says of its schema.
   *
   * @throws IllegalArgumentException if it says it wrong
   */
  static SchemaDefinition schema(ObjectNode envelope) {
    JsonNode schema = envelope.get("schema");
    if (!schema.isObject() && !schema.isBoolean()) {
      throw new IllegalArgumentException(
          "the member schema of the envelope is neither an object nor a boolean, but "
              + schema.getNodeType());
    }
    List<Reference> references = new ArrayList<>();
    for (JsonNode reference : envelope.path("references")) {
      references.add(reference(reference));
    }
    return new SchemaDefinition(SchemaType.JSON, SchemaTexts.print(schema), references);
  }

  private static Reference reference(JsonNode reference) {
    JsonNode name = reference.path("name");
    JsonNode subject = reference.path("subject");
    JsonNode version = reference.path("version");
    if (!name.isTextual() || !subject.isTextual() || !version.canConvertToInt()) {
      throw new IllegalArgumentException(
          "a reference of the envelope needs name, subject and version, and has " + reference);
    }
    return new Reference(name.textValue(), subject.textValue(), version.intValue());
  }
}
