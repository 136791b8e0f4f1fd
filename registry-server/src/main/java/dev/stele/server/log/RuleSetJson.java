package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.ExecutionEnvironment;
import dev.stele.server.domain.Rule;
import dev.stele.server.domain.RuleKind;
import dev.stele.server.domain.RuleMode;
import dev.stele.server.domain.RuleSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A {@link RuleSet} within a record. */
final class RuleSetJson {
  private RuleSetJson() {}

  static @Nullable ObjectNode write(@Nullable RuleSet rules) {
    if (rules == null) {
      return null;
    }
    ObjectNode json = Json.object();
    write(json, "migrationRules", rules.migrationRules());
    write(json, "domainRules", rules.domainRules());
    write(json, "encodingRules", rules.encodingRules());
    Json.put(json, "enableAt", rules.enableAt());
    return json;
  }

  private static void write(ObjectNode to, String name, List<Rule> rules) {
    if (!rules.isEmpty()) {
      ArrayNode array = to.putArray(name);
      rules.forEach(rule -> array.add(write(rule)));
    }
  }

  private static ObjectNode write(Rule rule) {
    ObjectNode json = Json.object();
    Json.put(json, "name", rule.name());
    Json.put(json, "doc", rule.doc());
    Json.put(json, "kind", rule.kind());
    Json.put(json, "mode", rule.mode());
    Json.put(json, "type", rule.type());
    Json.put(json, "tags", rule.tags());
    Json.put(json, "params", rule.params());
    Json.put(json, "expr", rule.expr());
    Json.put(json, "onSuccess", rule.onSuccess());
    Json.put(json, "onFailure", rule.onFailure());
    return json.put("disabled", rule.disabled());
  }

  static @Nullable RuleSet read(JsonNode from, String name) {
    JsonNode json = Json.optionalObject(from, name);
    return json == null
        ? null
        : new RuleSet(
            rules(json, "migrationRules"),
            rules(json, "domainRules"),
            rules(json, "encodingRules"),
            Json.optionalConstant(json, "enableAt", ExecutionEnvironment.class));
  }

  private static List<Rule> rules(JsonNode from, String name) {
    return Json.elements(from, name).stream().map(rule -> rule(name, rule)).toList();
  }

  private static Rule rule(String where, JsonNode json) {
    if (!json.isObject()) {
      throw new CorruptRecordException("a rule in " + where + " is not an object");
    }
    return new Rule(
        Json.optionalText(json, "name"),
        Json.optionalText(json, "doc"),
        Json.optionalConstant(json, "kind", RuleKind.class),
        Json.optionalConstant(json, "mode", RuleMode.class),
        Json.optionalText(json, "type"),
        new TreeSet<>(Json.texts(json, "tags")),
        Json.textMap(json, "params"),
        Json.optionalText(json, "expr"),
        Json.optionalText(json, "onSuccess"),
        Json.optionalText(json, "onFailure"),
        Json.flag(json, "disabled"));
  }
}
