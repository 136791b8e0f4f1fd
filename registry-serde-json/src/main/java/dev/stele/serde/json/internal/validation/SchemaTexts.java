package dev.stele.serde.json.internal.validation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Schemas as JSON, and what they say of themselves. */
public final class SchemaTexts {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(new ExactNumbers())
          .build();

  private SchemaTexts() {}

  /** The JSON of a text, its decimals exact. */
  public static JsonNode read(String text) throws IOException {
    return JSON.readTree(text);
  }

  /** The text without layout. */
  public static String print(JsonNode schema) {
    return schema.toString();
  }

  /** The name of what a schema is of: its title. */
  public static Optional<String> title(JsonNode schema) {
    return Optional.ofNullable(schema.get("title")).map(JsonNode::asText);
  }

  /** The draft a schema says it is of, if that is known. */
  static Optional<SpecificationVersion> draft(JsonNode schema) {
    String said = withoutScheme(schema.path("$schema").asText());
    return Arrays.stream(SpecificationVersion.values())
        .filter(draft -> said.startsWith(withoutScheme(withoutFragment(draft.getDialectId()))))
        .findAny();
  }

  private static String withoutScheme(String uri) {
    return uri.replaceFirst("^https?://", "");
  }

  private static String withoutFragment(String uri) {
    int fragment = uri.indexOf('#');
    return fragment < 0 ? uri : uri.substring(0, fragment);
  }

  /** The same schema, saying its draft in the one spelling the validator knows. */
  static JsonNode withDraft(JsonNode schema, SpecificationVersion draft) {
    if (schema instanceof ObjectNode object) {
      ObjectNode copy = object.deepCopy();
      copy.put("$schema", draft.getDialectId());
      return copy;
    }
    return schema;
  }

  /** What a schema calls itself, if it does; without a fragment. */
  static Optional<String> id(JsonNode schema, SpecificationVersion draft) {
    JsonNode id = schema.path(draft == SpecificationVersion.DRAFT_4 ? "id" : "$id");
    return id.isTextual() ? Optional.of(withoutFragment(id.textValue())) : Optional.empty();
  }
}
