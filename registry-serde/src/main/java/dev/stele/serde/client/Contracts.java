package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON of metadata and rule sets. */
final class Contracts {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Contracts() {}

  static Optional<Metadata> metadata(JsonNode json) {
    if (!json.isObject()) {
      return Optional.empty();
    }
    Map<String, Set<String>> tags = new LinkedHashMap<>();
    json.path("tags").properties().forEach(e -> tags.put(e.getKey(), strings(e.getValue())));
    return Optional.of(
        new Metadata(tags, texts(json.path("properties")), strings(json.path("sensitive"))));
  }

  static Optional<RuleSet> ruleSet(JsonNode json) {
    if (!json.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new RuleSet(
            rules(json.path("migrationRules")),
            rules(json.path("domainRules")),
            rules(json.path("encodingRules")),
            text(json, "enableAt")));
  }

  private static List<Rule> rules(JsonNode array) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : array) {
      rules.add(
          new Rule(
              Answers.required(rule, "name").asText(),
              text(rule, "doc"),
              one(rule, "kind", Rule.Kind.class, Rule.Kind.TRANSFORM),
              one(rule, "mode", Rule.Mode.class, Rule.Mode.WRITEREAD),
              rule.path("type").asText(""),
              strings(rule.path("tags")),
              texts(rule.path("params")),
              text(rule, "expr"),
              text(rule, "onSuccess"),
              text(rule, "onFailure"),
              rule.path("disabled").asBoolean()));
    }
    return rules;
  }

  private static <E extends Enum<E>> E one(
      JsonNode rule, String member, Class<E> type, E ifAbsent) {
    JsonNode value = rule.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return ifAbsent;
    }
    try {
      return Enum.valueOf(type, value.asText().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Answers.unreadable(member);
    }
  }

  private static Optional<String> text(JsonNode json, String member) {
    return Optional.ofNullable(json.path(member).textValue());
  }

  private static Set<String> strings(JsonNode array) {
    Set<String> strings = new LinkedHashSet<>();
    array.forEach(element -> strings.add(element.asText()));
    return strings;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  static ObjectNode json(Metadata metadata) {
    ObjectNode json = JSON.objectNode();
    if (!metadata.tags().isEmpty()) {
      ObjectNode tags = json.putObject("tags");
      new TreeMap<>(metadata.tags()).forEach((path, names) -> tags.set(path, array(names)));
    }
    if (!metadata.properties().isEmpty()) {
      json.set("properties", object(metadata.properties()));
    }
    if (!metadata.sensitive().isEmpty()) {
      json.set("sensitive", array(metadata.sensitive()));
    }
    return json;
  }

  static ObjectNode json(RuleSet ruleSet) {
    ObjectNode json = JSON.objectNode();
    put(json, "migrationRules", ruleSet.migrationRules());
    put(json, "domainRules", ruleSet.domainRules());
    put(json, "encodingRules", ruleSet.encodingRules());
    ruleSet.enableAt().ifPresent(where -> json.put("enableAt", where));
    return json;
  }

  private static void put(ObjectNode ruleSet, String member, List<Rule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    ArrayNode array = ruleSet.putArray(member);
    for (Rule rule : rules) {
      ObjectNode json = array.addObject().put("name", rule.name());
      rule.doc().ifPresent(doc -> json.put("doc", doc));
      json.put("kind", rule.kind().name()).put("mode", rule.mode().name()).put("type", rule.type());
      if (!rule.tags().isEmpty()) {
        json.set("tags", array(rule.tags()));
      }
      if (!rule.params().isEmpty()) {
        json.set("params", object(rule.params()));
      }
      rule.expr().ifPresent(expr -> json.put("expr", expr));
      rule.onSuccess().ifPresent(action -> json.put("onSuccess", action));
      rule.onFailure().ifPresent(action -> json.put("onFailure", action));
      json.put("disabled", rule.disabled());
    }
  }

  private static ArrayNode array(Set<String> strings) {
    ArrayNode array = JSON.arrayNode();
    new TreeSet<>(strings).forEach(array::add);
    return array;
  }

  private static ObjectNode object(Map<String, String> texts) {
    ObjectNode object = JSON.objectNode();
    new TreeMap<>(texts).forEach(object::put);
    return object;
  }
}
