package dev.stele.server.domain;

import dev.stele.schema.CompatibilityLevel;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ConfigChange}: what is not named is kept, what is null is cleared. */
public final class ConfigChanges {
  private Change<Boolean> normalize = Change.keep();
  private Change<Boolean> validateFields = Change.keep();
  private Change<CompatibilityLevel> compatibilityLevel = Change.keep();
  private Change<String> compatibilityPolicy = Change.keep();
  private Change<String> compatibilityGroup = Change.keep();
  private Change<Metadata> defaultMetadata = Change.keep();
  private Change<Metadata> overrideMetadata = Change.keep();
  private Change<RuleSet> defaultRuleSet = Change.keep();
  private Change<RuleSet> overrideRuleSet = Change.keep();

  public ConfigChanges normalize(@Nullable Boolean value) {
    normalize = Change.to(value);
    return this;
  }

  public ConfigChanges validateFields(@Nullable Boolean value) {
    validateFields = Change.to(value);
    return this;
  }

  public ConfigChanges compatibilityLevel(@Nullable CompatibilityLevel value) {
    compatibilityLevel = Change.to(value);
    return this;
  }

  public ConfigChanges compatibilityPolicy(@Nullable String value) {
    compatibilityPolicy = Change.to(value);
    return this;
  }

  public ConfigChanges compatibilityGroup(@Nullable String value) {
    compatibilityGroup = Change.to(value);
    return this;
  }

  public ConfigChanges defaultMetadata(@Nullable Metadata value) {
    defaultMetadata = Change.to(value);
    return this;
  }

  public ConfigChanges overrideMetadata(@Nullable Metadata value) {
    overrideMetadata = Change.to(value);
    return this;
  }

  public ConfigChanges defaultRuleSet(@Nullable RuleSet value) {
    defaultRuleSet = Change.to(value);
    return this;
  }

  public ConfigChanges overrideRuleSet(@Nullable RuleSet value) {
    overrideRuleSet = Change.to(value);
    return this;
  }

  public ConfigChange change() {
    return new ConfigChange(
        Change.keep(),
        Change.keep(),
        normalize,
        validateFields,
        Change.keep(),
        Change.keep(),
        compatibilityLevel,
        compatibilityPolicy,
        compatibilityGroup,
        defaultMetadata,
        overrideMetadata,
        defaultRuleSet,
        overrideRuleSet);
  }
}
