package dev.stele.server.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for rules that somebody sends. Clients find a rule by its name and an executor by
 * its type, so both must be there, and the name must be one of its set. The messages are the
 * reference registry's.
 */
final class RuleChecks {
  private static final int MAX_NAME_CHARS = 256;

  private final Set<@Nullable String> names = new HashSet<>();

  private RuleChecks() {}

  /** The first thing that is wrong with a set. */
  static Optional<RegistryError> check(RuleSet rules) {
    RuleChecks checks = new RuleChecks();
    return Stream.of(
            checks.list("Migration", rules.migrationRules(), RuleMode.MIGRATIONS),
            checks.list("Domain", rules.domainRules(), RuleMode.READS_AND_WRITES),
            checks.list("Encoding", rules.encodingRules(), RuleMode.READS_AND_WRITES))
        .flatMap(Optional::stream)
        .findFirst()
        .map(RegistryError::ruleSetInvalid);
  }

  private Optional<String> list(String phase, List<Rule> rules, List<RuleMode> modes) {
    return rules.stream().flatMap(rule -> rule(phase, rule, modes).stream()).findFirst();
  }

  private Optional<String> rule(String phase, Rule rule, List<RuleMode> modes) {
    if (!names.add(rule.name())) {
      return Optional.of("Found rule with duplicate name '" + rule.name() + "'");
    }
    Optional<String> name = name(rule.name());
    if (name.isPresent()) {
      return name;
    }
    if (rule.type() == null) {
      return Optional.of("Missing rule type");
    }
    RuleMode mode = rule.mode();
    if ((isPair(rule.onSuccess()) || isPair(rule.onFailure()))
        && mode != RuleMode.WRITEREAD
        && mode != RuleMode.UPDOWN) {
      return Optional.of("Multiple actions only valid with WRITEREAD and UPDOWN");
    }
    return mode == null || modes.contains(mode)
        ? Optional.empty()
        : Optional.of(phase + " rules can only be " + joined(modes));
  }

  private static Optional<String> name(@Nullable String name) {
    if (name == null) {
      return Optional.of("Missing rule name");
    }
    if (name.isEmpty()) {
      return Optional.of("Empty rule name");
    }
    if (name.length() > MAX_NAME_CHARS) {
      return Optional.of("Rule name too long");
    }
    if (!isInitial(name.charAt(0))) {
      return Optional.of("Illegal initial character in rule name: " + name);
    }
    return name.chars().allMatch(RuleChecks::isInside)
        ? Optional.empty()
        : Optional.of("Illegal character in rule name: " + name);
  }

  // Letters of every script, as long as they are one UTF-16 unit.
  private static boolean isInitial(char first) {
    return Character.isLetter(first) || first == '_';
  }

  private static boolean isInside(int unit) {
    return Character.isLetterOrDigit(unit) || unit == '_' || unit == '-';
  }

  // One action when writing and another one when reading.
  private static boolean isPair(@Nullable String action) {
    return action != null && action.indexOf(',') >= 0;
  }

  private static String joined(List<RuleMode> modes) {
    return String.join(", ", modes.stream().map(RuleMode::name).toList());
  }
}
