package dev.stele.server.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of a schema, by phase and in order; part of its identity. */
public record RuleSet(
    List<Rule> migrationRules,
    List<Rule> domainRules,
    List<Rule> encodingRules,
    @Nullable ExecutionEnvironment enableAt) {
  public RuleSet {
    migrationRules = List.copyOf(migrationRules);
    domainRules = List.copyOf(domainRules);
    encodingRules = List.copyOf(encodingRules);
  }

  /** As the reference registry's messages show it. */
  @Override
  public String toString() {
    return "Rules{migrationRules="
        + migrationRules
        + ", domainRules="
        + domainRules
        + ", encodingRules="
        + encodingRules
        + ", enableAt="
        + enableAt
        + "}";
  }

  /** Both together: a rule of the other one takes the place of all that bear its name. */
  public RuleSet merge(RuleSet other) {
    return new RuleSet(
        merge(migrationRules, other.migrationRules),
        merge(domainRules, other.domainRules),
        merge(encodingRules, other.encodingRules),
        other.enableAt != null ? other.enableAt : enableAt);
  }

  /** The rules that bear none of these names. */
  public RuleSet without(Collection<String> names) {
    return new RuleSet(
        without(migrationRules, names),
        without(domainRules, names),
        without(encodingRules, names),
        enableAt);
  }

  private static List<Rule> without(List<Rule> rules, Collection<String> names) {
    return rules.stream().filter(rule -> !names.contains(rule.name())).toList();
  }

  private static List<Rule> merge(List<Rule> old, List<Rule> added) {
    List<Rule> merged = new ArrayList<>();
    for (Rule rule : old) {
      if (added.stream().noneMatch(other -> Objects.equals(other.name(), rule.name()))) {
        merged.add(rule);
      }
    }
    merged.addAll(added);
    return merged;
  }
}
