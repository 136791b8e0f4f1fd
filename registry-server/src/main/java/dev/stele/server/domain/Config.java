package dev.stele.server.domain;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is set for a subject, a context or the registry. A member that is null is not set here.
 *
 * @param compatibilityPolicy {@code STRICT}, {@code LENIENT} or {@code LOGICAL}
 * @param compatibilityGroup the metadata property whose value versions must share to be compared
 */
public record Config(
    @Nullable String alias,
    @Nullable String aliasForDeks,
    @Nullable Boolean normalize,
    @Nullable Boolean validateFields,
    @Nullable Boolean validateNewSchemas,
    @Nullable Boolean validateRules,
    @Nullable CompatibilityLevel compatibilityLevel,
    @Nullable String compatibilityPolicy,
    @Nullable String compatibilityGroup,
    @Nullable Metadata defaultMetadata,
    @Nullable Metadata overrideMetadata,
    @Nullable RuleSet defaultRuleSet,
    @Nullable RuleSet overrideRuleSet) {
  public static final Config EMPTY =
      new Config(null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** The level; {@code NONE} if none is set. */
  public CompatibilityLevel level() {
    return Objects.requireNonNullElse(compatibilityLevel, CompatibilityLevel.NONE);
  }

  /** How schemas are compared; what is not known here, as a topic may hold it, is strict. */
  public CompatibilityPolicy policy() {
    return Stream.of(CompatibilityPolicy.values())
        .filter(policy -> policy.name().equals(compatibilityPolicy))
        .findFirst()
        .orElse(CompatibilityPolicy.STRICT);
  }

  /** This config with a level in place of its own. */
  public Config withLevel(@Nullable CompatibilityLevel level) {
    return new Config(
        alias,
        aliasForDeks,
        normalize,
        validateFields,
        validateNewSchemas,
        validateRules,
        level,
        compatibilityPolicy,
        compatibilityGroup,
        defaultMetadata,
        overrideMetadata,
        defaultRuleSet,
        overrideRuleSet);
  }

  /** This config, with what a subject takes over from the global one where it sets nothing. */
  Config inheriting(Config global) {
    return new Config(
        alias,
        aliasForDeks,
        normalize != null ? normalize : global.normalize,
        validateFields != null ? validateFields : global.validateFields,
        validateNewSchemas != null ? validateNewSchemas : global.validateNewSchemas,
        validateRules != null ? validateRules : global.validateRules,
        compatibilityLevel,
        compatibilityPolicy != null ? compatibilityPolicy : global.compatibilityPolicy,
        compatibilityGroup != null ? compatibilityGroup : global.compatibilityGroup,
        defaultMetadata,
        overrideMetadata,
        defaultRuleSet,
        overrideRuleSet);
  }

  /** Whether registering under this config adds to what the client sent. */
  boolean addsContent() {
    return defaultMetadata != null
        || overrideMetadata != null
        || defaultRuleSet != null
        || overrideRuleSet != null;
  }
}
