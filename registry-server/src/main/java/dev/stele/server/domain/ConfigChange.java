package dev.stele.server.domain;

import dev.stele.schema.CompatibilityLevel;

/**
 * What a request does to a config, member by member.
 *
 * @param policy the name of a policy, as {@link Config#compatibilityPolicy()} keeps it
 */
public record ConfigChange(
    Change<CompatibilityLevel> level,
    Change<String> policy,
    Change<Boolean> normalize,
    Change<Boolean> validateFields,
    Change<Boolean> validateNewSchemas,
    Change<Boolean> validateRules) {
  /** Changes the level and nothing else. */
  public static ConfigChange of(CompatibilityLevel level) {
    return new ConfigChange(
        Change.to(level),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep());
  }

  Config apply(Config config) {
    return new Config(
        config.alias(),
        config.aliasForDeks(),
        normalize.apply(config.normalize()),
        validateFields.apply(config.validateFields()),
        validateNewSchemas.apply(config.validateNewSchemas()),
        validateRules.apply(config.validateRules()),
        level.apply(config.compatibilityLevel()),
        policy.apply(config.compatibilityPolicy()),
        config.compatibilityGroup(),
        config.defaultMetadata(),
        config.overrideMetadata(),
        config.defaultRuleSet(),
        config.overrideRuleSet());
  }
}
