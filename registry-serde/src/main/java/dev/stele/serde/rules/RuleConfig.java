package dev.stele.serde.rules;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * The settings of rules, under the names that other registries' clients use.
 *
 * <p>Beside those of {@link #definition} there are, for each name in {@link #EXECUTORS} and {@link
 * #ACTIONS}, {@code rule.executors.<name>.class} and {@code rule.executors.<name>.param.*}, and for
 * actions the same. Against what a rule says of itself stand {@code
 * rule.executors.<name>.onSuccess}, {@code .onFailure} and {@code .disabled}, where the name is
 * that of a rule, else {@code _<TYPE>_}, else {@code _default_}.
 */
public final class RuleConfig {
  /** The names of rule executors, as a list; none if not set. */
  public static final String EXECUTORS = "rule.executors";

  /** The names of rule actions, as a list; none if not set. */
  public static final String ACTIONS = "rule.actions";

  /**
   * Whether executors and actions that are on the class path are used without being named; true if
   * not set.
   */
  public static final String SERVICE_LOADER_ENABLE = "rule.service.loader.enable";

  /**
   * Where this serializer or deserializer runs: {@code CLIENT}, {@code GATEWAY} or {@code SERVER}.
   * Rule sets that are enabled elsewhere are not executed; if it is empty, the default, only those
   * that are enabled everywhere are.
   */
  public static final String EXECUTION_ENVIRONMENT = "execution.environment";

  /**
   * When the rules in a schema's text are executed; {@code DISABLED}, the default, is the only
   * value.
   */
  public static final String VALIDATION_RULES_EXECUTION = "validation.rules.execution";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              EXECUTORS,
              ConfigDef.Type.LIST,
              List.of(),
              Importance.LOW,
              "The names of rule executors: each has a setting rule.executors.<name>.class, and"
                  + " parameters rule.executors.<name>.param.*. A name that is a rule's, or a"
                  + " subject's, a colon and a rule's, makes it that rule's executor; otherwise the"
                  + " first of a type executes all rules of that type.")
          .define(
              ACTIONS,
              ConfigDef.Type.LIST,
              List.of(),
              Importance.LOW,
              "The names of rule actions: each has a setting rule.actions.<name>.class, and"
                  + " parameters rule.actions.<name>.param.*.")
          .define(
              SERVICE_LOADER_ENABLE,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.LOW,
              "Whether executors and actions that are on the class path are used without being"
                  + " named.")
          .define(
              EXECUTION_ENVIRONMENT,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "Where this serializer or deserializer runs: CLIENT, GATEWAY or SERVER. Rule sets"
                  + " whose enableAt is something else are not executed; empty: only those that are"
                  + " enabled everywhere are.")
          .define(
              VALIDATION_RULES_EXECUTION,
              ConfigDef.Type.STRING,
              "DISABLED",
              Importance.LOW,
              "When the rules in a schema's text (confluent:rules) are executed. DISABLED is the"
                  + " only value: nothing executes them.");

  private RuleConfig() {}

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }
}
