package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.domain.Config;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.ConfigRemoved;
import dev.stele.server.domain.Event.ConfigSet;
import dev.stele.server.domain.Subject;
import java.util.Optional;

/** {@code CONFIG}: the config of a subject, a context or (without subject) the registry. */
final class ConfigCodec implements RecordCodec {
  @Override
  public String keytype() {
    return "CONFIG";
  }

  @Override
  public Optional<JsonRecord> encode(Event event) {
    if (event instanceof ConfigSet set) {
      return Optional.of(new JsonRecord(topic(), key(set.scope()), value(set)));
    }
    if (event instanceof ConfigRemoved removed) {
      return Optional.of(new JsonRecord(topic(), key(removed.scope()), null));
    }
    return Optional.empty();
  }

  private ObjectNode key(Subject scope) {
    return SubjectKey.write(keytype(), scope);
  }

  private static ObjectNode value(ConfigSet set) {
    Config config = set.config();
    ObjectNode value = Json.object();
    Json.put(value, "subject", set.scope().qualified());
    Json.put(value, "alias", config.alias());
    Json.put(value, "aliasForDeks", config.aliasForDeks());
    Json.put(value, "normalize", config.normalize());
    Json.put(value, "validateFields", config.validateFields());
    Json.put(value, "validateNewSchemas", config.validateNewSchemas());
    Json.put(value, "validateRules", config.validateRules());
    Json.put(value, "compatibilityLevel", config.compatibilityLevel());
    Json.put(value, "compatibilityPolicy", config.compatibilityPolicy());
    Json.put(value, "compatibilityGroup", config.compatibilityGroup());
    Json.put(value, "defaultMetadata", MetadataJson.write(config.defaultMetadata()));
    Json.put(value, "overrideMetadata", MetadataJson.write(config.overrideMetadata()));
    Json.put(value, "defaultRuleSet", RuleSetJson.write(config.defaultRuleSet()));
    Json.put(value, "overrideRuleSet", RuleSetJson.write(config.overrideRuleSet()));
    return value;
  }

  @Override
  public Optional<Event> decode(JsonRecord json) {
    Subject scope = SubjectKey.read(json.key());
    JsonNode value = json.value();
    return Optional.of(
        value == null ? new ConfigRemoved(scope) : new ConfigSet(scope, config(value)));
  }

  private static Config config(JsonNode value) {
    return new Config(
        Json.optionalText(value, "alias"),
        Json.optionalText(value, "aliasForDeks"),
        Json.optionalFlag(value, "normalize"),
        Json.optionalFlag(value, "validateFields"),
        Json.optionalFlag(value, "validateNewSchemas"),
        Json.optionalFlag(value, "validateRules"),
        Json.optionalConstant(value, "compatibilityLevel", CompatibilityLevel.class),
        Json.optionalText(value, "compatibilityPolicy"),
        Json.optionalText(value, "compatibilityGroup"),
        MetadataJson.read(value, "defaultMetadata"),
        MetadataJson.read(value, "overrideMetadata"),
        RuleSetJson.read(value, "defaultRuleSet"),
        RuleSetJson.read(value, "overrideRuleSet"));
  }
}
