package dev.stele.serde.internal.rules;

import dev.stele.serde.client.Rule;
import dev.stele.serde.client.RuleSet;
import dev.stele.serde.internal.Settings;
import dev.stele.serde.rules.RuleConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the settings say of rules, against what the rules say of themselves. Immutable and
 * thread-safe.
 *
 * @param environment where this serializer or deserializer runs; empty if nowhere in particular
 */
record RuleSettings(Map<String, ?> configs, AbstractConfig values, String environment) {
  static final String DEFAULT_NAME = "_default_";

  private static final Logger LOG = LoggerFactory.getLogger(RuleSettings.class);
  private static final Set<String> ENVIRONMENTS = Set.of("", "CLIENT", "GATEWAY", "SERVER");
  private static final List<String> FAMILIES = List.of(RuleConfig.EXECUTORS, RuleConfig.ACTIONS);
  private static final List<String> OF_RULES = List.of(".onSuccess", ".onFailure", ".disabled");

  static RuleSettings of(Map<String, ?> configs) {
    AbstractConfig values = Settings.parse(RuleConfig.definition(), configs);
    String validation = values.getString(RuleConfig.VALIDATION_RULES_EXECUTION).strip();
    if (!validation.equalsIgnoreCase("DISABLED")) {
      throw new ConfigException(
          RuleConfig.VALIDATION_RULES_EXECUTION,
          validation,
          "rules in a schema's text (confluent:rules) are not executed; the only value is DISABLED."
              + " Conditions among the domain rules of a rule set are");
    }
    String environment =
        values.getString(RuleConfig.EXECUTION_ENVIRONMENT).strip().toUpperCase(Locale.ROOT);
    if (!ENVIRONMENTS.contains(environment)) {
      throw new ConfigException(
          RuleConfig.EXECUTION_ENVIRONMENT, environment, "must be CLIENT, GATEWAY or SERVER");
    }
    RuleSettings settings = new RuleSettings(new HashMap<>(configs), values, environment);
    settings.refuseWrong();
    settings.warnOfIgnored();
    return settings;
  }

  /** Whether a rule is executed here at all; the first that says something decides. */
  boolean enabled(Rule rule, RuleSet of) {
    Optional<String> set = override(rule, ".disabled");
    if (set.isPresent()) {
      return !Boolean.parseBoolean(set.get());
    }
    String enableAt = of.enableAt().orElse("ALL").toUpperCase(Locale.ROOT);
    return (enableAt.equals("ALL") || enableAt.equals(environment)) && !rule.disabled();
  }

  /** The type of the action after success, in upper case; empty if there is none. */
  String onSuccess(Rule rule, Rule.Mode direction) {
    return action(rule, direction, override(rule, ".onSuccess").or(rule::onSuccess), "");
  }

  /** The same after a failure. */
  String onFailure(Rule rule, Rule.Mode direction) {
    return action(rule, direction, override(rule, ".onFailure").or(rule::onFailure), "ERROR");
  }

  private static String action(
      Rule rule, Rule.Mode direction, Optional<String> said, String ifNone) {
    String action = said.orElse("");
    int comma = action.indexOf(',');
    boolean both = rule.mode() == Rule.Mode.WRITEREAD || rule.mode() == Rule.Mode.UPDOWN;
    if (comma >= 0 && both) {
      boolean first = direction == Rule.Mode.WRITE || direction == Rule.Mode.UPGRADE;
      action = first ? action.substring(0, comma) : action.substring(comma + 1);
    }
    return action.isBlank() ? ifNone : action.strip().toUpperCase(Locale.ROOT);
  }

  private Optional<String> override(Rule rule, String member) {
    return text(RuleConfig.EXECUTORS + "." + rule.name() + member)
        .or(() -> text(RuleConfig.EXECUTORS + "." + typeName(rule.type()) + member))
        .or(() -> text(RuleConfig.EXECUTORS + "." + DEFAULT_NAME + member));
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(configs.get(key)).map(value -> value.toString().strip());
  }

  /** What stands in the name of a setting for all rules or plug-ins of a type. */
  static String typeName(String type) {
    return "_" + type.toUpperCase(Locale.ROOT) + "_";
  }

  private void refuseWrong() {
    for (String key : configs.keySet()) {
      boolean disables = key.startsWith(RuleConfig.EXECUTORS + ".") && key.endsWith(".disabled");
      if (!disables || key.contains(".param.")) {
        continue;
      }
      String value = text(key).orElse("false");
      if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
        throw new ConfigException(key, value, "must be true or false");
      }
    }
  }

  /** Names end as the user likes: what stands behind them cannot. */
  private void warnOfIgnored() {
    for (String key : configs.keySet()) {
      for (String family : FAMILIES) {
        String singular = family.substring(0, family.length() - 1);
        if (key.startsWith(singular + ".")) {
          LOG.warn("Setting {} is not known and ignored; did you mean {}.*?", key, family);
        } else if (key.startsWith(family + ".")) {
          warnOfIgnored(family, key);
        }
      }
    }
  }

  private void warnOfIgnored(String family, String key) {
    String rest = key.substring(family.length() + 1);
    if (rest.contains(".param.")
        || (isOfRules(family) && OF_RULES.stream().anyMatch(rest::endsWith))) {
      return;
    }
    if (!rest.endsWith(".class")) {
      LOG.warn(
          "Setting {} is not known and ignored; behind a name may stand .class, .param.*{}",
          key,
          isOfRules(family) ? ", " + String.join(", ", OF_RULES) : "");
      return;
    }
    String name = rest.substring(0, rest.length() - ".class".length());
    if (!values.getList(family).contains(name)) {
      LOG.warn("Setting {} is ignored, because {} does not name {}", key, family, name);
    }
  }

  private static boolean isOfRules(String family) {
    return family.equals(RuleConfig.EXECUTORS);
  }
}
