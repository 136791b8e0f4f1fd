package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.domain.Change;
import dev.stele.server.domain.ConfigChange;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.http.confluent.DataContract.Metadata;
import dev.stele.server.http.confluent.DataContract.RuleSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body that changes a config. Written by setters, because an absent member keeps what is set
 * and a null one clears it.
 */
final class ConfigUpdateRequest {
  private static final Set<String> POLICIES = Set.of("STRICT", "LENIENT", "LOGICAL");

  private Change<String> alias = Change.keep();
  private Change<String> aliasForDeks = Change.keep();
  private Change<String> compatibility = Change.keep();
  private Change<String> compatibilityPolicy = Change.keep();
  private Change<String> compatibilityGroup = Change.keep();
  private Change<Boolean> normalize = Change.keep();
  private Change<Boolean> validateFields = Change.keep();
  private Change<Boolean> validateNewSchemas = Change.keep();
  private Change<Boolean> validateRules = Change.keep();
  private Change<Metadata> defaultMetadata = Change.keep();
  private Change<Metadata> overrideMetadata = Change.keep();
  private Change<RuleSet> defaultRuleSet = Change.keep();
  private Change<RuleSet> overrideRuleSet = Change.keep();

  @JsonProperty
  void setAlias(@Nullable String value) {
    alias = Change.to(value);
  }

  @JsonProperty
  void setAliasForDeks(@Nullable String value) {
    aliasForDeks = Change.to(value);
  }

  @JsonProperty
  void setCompatibility(@Nullable String value) {
    compatibility = Change.to(value);
  }

  // A policy the reference registry does not know clears what is set, as it does there.
  @JsonProperty
  void setCompatibilityPolicy(@Nullable String value) {
    String name = value == null ? "" : value.toUpperCase(Locale.ROOT);
    compatibilityPolicy = Change.to(POLICIES.contains(name) ? name : null);
  }

  @JsonProperty
  void setNormalize(@Nullable Boolean value) {
    normalize = Change.to(value);
  }

  @JsonProperty
  void setValidateFields(@Nullable Boolean value) {
    validateFields = Change.to(value);
  }

  @JsonProperty
  void setValidateNewSchemas(@Nullable Boolean value) {
    validateNewSchemas = Change.to(value);
  }

  @JsonProperty
  void setValidateRules(@Nullable Boolean value) {
    validateRules = Change.to(value);
  }

  @JsonProperty
  void setCompatibilityGroup(@Nullable String value) {
    compatibilityGroup = Change.to(value);
  }

  @JsonProperty
  void setDefaultMetadata(@Nullable Metadata value) {
    defaultMetadata = Change.to(value);
  }

  @JsonProperty
  void setOverrideMetadata(@Nullable Metadata value) {
    overrideMetadata = Change.to(value);
  }

  @JsonProperty
  void setDefaultRuleSet(@Nullable RuleSet value) {
    defaultRuleSet = Change.to(value);
  }

  @JsonProperty
  void setOverrideRuleSet(@Nullable RuleSet value) {
    overrideRuleSet = Change.to(value);
  }

  /**
   * What is to change.
   *
   * @throws dev.stele.server.http.HttpException 422 if the level is none, 400 if a list or a map
   *     has a null in it
   */
  ConfigChange change() {
    return new ConfigChange(
        alias,
        aliasForDeks,
        normalize,
        validateFields,
        validateNewSchemas,
        validateRules,
        compatibility.map(ConfigUpdateRequest::level),
        compatibilityPolicy,
        compatibilityGroup,
        defaultMetadata.map(Metadata::value),
        overrideMetadata.map(Metadata::value),
        defaultRuleSet.map(RuleSet::value),
        overrideRuleSet.map(RuleSet::value));
  }

  private static CompatibilityLevel level(String name) {
    for (CompatibilityLevel level : CompatibilityLevel.values()) {
      if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    throw ConfluentErrors.refusal(RegistryError.compatibilityLevelInvalid());
  }
}
