package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of requests and answers. Reading is tolerant, since registries of many ages answer:
 * unknown members are ignored, an absent schema type is Avro, an absent text is the one sent.
 */
final class Answers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Answers() {}

  static ObjectNode request(SchemaDefinition schema) {
    ObjectNode request = JSON.objectNode().put("schema", schema.text());
    if (!schema.type().equals(SchemaType.AVRO)) {
      request.put("schemaType", schema.type().name());
    }
    if (!schema.references().isEmpty()) {
      ArrayNode references = request.putArray("references");
      for (Reference reference : schema.references()) {
        references
            .addObject()
            .put("name", reference.name())
            .put("subject", reference.subject())
            .put("version", reference.version());
      }
    }
    schema.metadata().ifPresent(metadata -> request.set("metadata", Contracts.json(metadata)));
    schema.ruleSet().ifPresent(ruleSet -> request.set("ruleSet", Contracts.json(ruleSet)));
    return request;
  }

  /** Older registries answer a registration with the id alone. */
  static RegisteredSchema registered(JsonNode answer, String subject, SchemaDefinition sent) {
    return schema(answer, id(answer), subject, sent);
  }

  static RegisteredSchema byId(JsonNode answer, int id, String subject) {
    return schema(answer, id, subject, null);
  }

  static RegisteredSchema version(JsonNode answer, String subject) {
    return schema(answer, id(answer), subject, null);
  }

  /** The reference does not say an id here: a guid has one in each context. */
  static RegisteredSchema byGuid(JsonNode answer, UUID guid) {
    RegisteredSchema found = schema(answer, answer.path("id").asInt(-1), "", null);
    return new RegisteredSchema(
        found.id(), Optional.of(guid), found.subject(), found.version(), found.schema());
  }

  private static RegisteredSchema schema(
      JsonNode answer, int id, String subject, @Nullable SchemaDefinition sent) {
    // A text in the answer is what the registry holds, which may differ from what was sent.
    SchemaDefinition definition =
        sent != null && !answer.path("schema").isTextual() ? sent : definition(answer, sent);
    JsonNode version = answer.path("version");
    String found = answer.path("subject").asText(subject);
    return new RegisteredSchema(
        id,
        guid(answer),
        found.isEmpty() ? Optional.empty() : Optional.of(found),
        version.isInt() ? OptionalInt.of(version.asInt()) : OptionalInt.empty(),
        definition);
  }

  private static Optional<UUID> guid(JsonNode answer) {
    JsonNode guid = answer.path("guid");
    if (!guid.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(guid.asText()));
    } catch (IllegalArgumentException e) {
      throw unreadable("guid");
    }
  }

  private static SchemaDefinition definition(JsonNode answer, @Nullable SchemaDefinition sent) {
    List<Reference> references = new ArrayList<>();
    for (JsonNode reference : answer.path("references")) {
      references.add(
          new Reference(
              text(reference, "name"), text(reference, "subject"), integer(reference, "version")));
    }
    String type = sent == null ? SchemaType.AVRO.name() : sent.type().name();
    return new SchemaDefinition(
        new SchemaType(answer.path("schemaType").asText(type)),
        text(answer, "schema"),
        references,
        Contracts.metadata(answer.path("metadata")),
        Contracts.ruleSet(answer.path("ruleSet")));
  }

  static CompatibilityLevel level(JsonNode answer) {
    String level = required(answer, "compatibilityLevel").asText();
    try {
      return CompatibilityLevel.valueOf(level);
    } catch (IllegalArgumentException e) {
      throw unreadable("compatibilityLevel");
    }
  }

  /** An answer that is to be a list. */
  static JsonNode list(JsonNode answer, String of) {
    if (!answer.isArray()) {
      throw unreadable("list of " + of);
    }
    return answer;
  }

  static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.asText()));
    return List.copyOf(strings);
  }

  static List<Integer> integers(JsonNode array) {
    List<Integer> integers = new ArrayList<>();
    array.forEach(element -> integers.add(element.asInt()));
    return List.copyOf(integers);
  }

  private static int integer(JsonNode answer, String member) {
    JsonNode value = required(answer, member);
    if (!value.isInt()) {
      throw unreadable(member);
    }
    return value.asInt();
  }

  static JsonNode required(JsonNode answer, String member) {
    JsonNode value = answer.path(member);
    if (value.isMissingNode() || value.isNull()) {
      throw unreadable(member);
    }
    return value;
  }

  private static int id(JsonNode answer) {
    int id = integer(answer, "id");
    if (id < 0) {
      throw unreadable("id");
    }
    return id;
  }

  private static String text(JsonNode answer, String member) {
    JsonNode value = required(answer, member);
    if (!value.isTextual()) {
      throw unreadable(member);
    }
    return value.textValue();
  }

  /** That an answer lacks what it was asked for; whoever has it says where it came from. */
  static RegistryException unreadable(String member) {
    return RegistryException.unreadable("", "the answer has no usable '" + member + "'");
  }
}
