package dev.stele.server.domain;

import dev.stele.schema.CompatibilityLevel;
import java.util.stream.Stream;

/**
 * What a request does to a config, member by member.
 *
 * @param compatibilityPolicy the name of a policy, as {@link Config#compatibilityPolicy()} keeps it
 */
public record ConfigChange(
    Change<String> alias,
    Change<String> aliasForDeks,
    Change<Boolean> normalize,
    Change<Boolean> validateFields,
    Change<Boolean> validateNewSchemas,
    Change<Boolean> validateRules,
    Change<CompatibilityLevel> compatibilityLevel,
    Change<String> compatibilityPolicy,
    Change<String> compatibilityGroup,
    Change<Metadata> defaultMetadata,
    Change<Metadata> overrideMetadata,
    Change<RuleSet> defaultRuleSet,
    Change<RuleSet> overrideRuleSet) {
  /** Changes the level and nothing else. */
  public static ConfigChange of(CompatibilityLevel level) {
    return new ConfigChange(
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.to(level),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep());
  }

  /** The rule sets that are to be set. */
  Stream<RuleSet> ruleSets() {
    return Stream.of(defaultRuleSet, overrideRuleSet)
        .flatMap(ruleSet -> Stream.ofNullable(ruleSet.value()));
  }

  Config apply(Config config) {
    return new Config(
        alias.apply(config.alias()),
        aliasForDeks.apply(config.aliasForDeks()),
        normalize.apply(config.normalize()),
        validateFields.apply(config.validateFields()),
        validateNewSchemas.apply(config.validateNewSchemas()),
        validateRules.apply(config.validateRules()),
        compatibilityLevel.apply(config.compatibilityLevel()),
        compatibilityPolicy.apply(config.compatibilityPolicy()),
        compatibilityGroup.apply(config.compatibilityGroup()),
        defaultMetadata.apply(config.defaultMetadata()),
        overrideMetadata.apply(config.overrideMetadata()),
        defaultRuleSet.apply(config.defaultRuleSet()),
        overrideRuleSet.apply(config.overrideRuleSet()));
  }
}
