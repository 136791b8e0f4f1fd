package dev.stele.serde.internal.rules;

import dev.stele.serde.client.Rule;
import dev.stele.serde.client.RuleSet;
import dev.stele.serde.internal.rules.RulePlugins.Plugin;
import dev.stele.serde.rules.RuleAction;
import dev.stele.serde.rules.RuleExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Decides, once for each schema, which rules run in a scope, and what runs them. Thread-safe. */
record StepMaker(
    RuleSettings settings, RulePlugins<RuleExecutor> executors, RulePlugins<RuleAction> actions) {
  private static final Plugin<RuleAction> NONE = new Plugin<>("NONE", BuiltInAction.NONE, Map.of());
  private static final Plugin<RuleAction> ERROR =
      new Plugin<>("ERROR", BuiltInAction.ERROR, Map.of());

  /**
   * The rules that run, in the order they run.
   *
   * @throws ConfigException if one asks for an action that is not there
   */
  List<RuleStep> steps(RuleScope scope) {
    Optional<RuleSet> set = scope.schema().schema().ruleSet();
    if (set.isEmpty()) {
      return List.of();
    }
    List<Rule> rules = scope.rules(set.get());
    List<RuleStep> steps = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (!rule.mode().covers(scope.mode()) || !settings.enabled(rule, set.get())) {
        continue;
      }
      Plugin<RuleExecutor> executor =
          executors.find(rule.type(), scope.place().subject(), rule.name()).orElse(null);
      if (executor == null
          || !executor.plugin().worksOnFields()
          || !repeats(rule, rules.subList(0, i))) {
        steps.add(step(scope, rule, executor));
      }
    }
    if (scope.backwards()) {
      Collections.reverse(steps);
    }
    return steps;
  }

  /** Whether one of the earlier rules does the same to the same fields, enabled or not. */
  private static boolean repeats(Rule rule, List<Rule> earlier) {
    return rule.kind() == Rule.Kind.TRANSFORM
        && !rule.tags().isEmpty()
        && earlier.stream()
            .anyMatch(
                other ->
                    other.kind() == rule.kind()
                        && other.mode() == rule.mode()
                        && other.type().equals(rule.type())
                        && other.tags().equals(rule.tags()));
  }

  private RuleStep step(RuleScope scope, Rule rule, @Nullable Plugin<RuleExecutor> executor) {
    String onSuccess = settings.onSuccess(rule, scope.mode());
    String onFailure = settings.onFailure(rule, scope.mode());
    boolean nothing = onSuccess.isEmpty() || onSuccess.equals(BuiltInAction.NONE.type());
    return new RuleStep(
        scope,
        rule,
        executor,
        nothing ? null : action(scope, rule, "onSuccess", onSuccess),
        action(scope, rule, "onFailure", onFailure));
  }

  private Plugin<RuleAction> action(RuleScope scope, Rule rule, String member, String type) {
    return switch (type) {
      case "NONE" -> NONE;
      case "ERROR" -> ERROR;
      default ->
          actions
              .find(type, scope.place().subject(), rule.name())
              .orElseThrow(() -> unknown(scope, rule, member, type));
    };
  }

  private static ConfigException unknown(RuleScope scope, Rule rule, String member, String type) {
    return new ConfigException(
        scope.place().doing()
            + ": Could not find rule action of type "
            + type
            + ", which is the "
            + member
            + " of rule "
            + rule.name()
            + "; put one on the class path or name one in rule.actions, or set rule.executors."
            + rule.name()
            + "."
            + member
            + " to NONE or ERROR");
  }
}
