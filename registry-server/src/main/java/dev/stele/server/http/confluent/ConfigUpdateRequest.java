package dev.stele.server.http.confluent;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.domain.Change;
import dev.stele.server.domain.ConfigChange;
import dev.stele.server.domain.RegistryError;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body that changes a config. Written by setters, because an absent member keeps what is set
 * and a null one clears it.
 */
final class ConfigUpdateRequest {
  private static final Set<String> NOT_SUPPORTED =
      Set.of(
          "alias",
          "aliasForDeks",
          "compatibilityGroup",
          "defaultMetadata",
          "overrideMetadata",
          "defaultRuleSet",
          "overrideRuleSet");

  // LOGICAL is STRICT here: its further checks are about types of other engines.
  private static final Set<String> POLICIES = Set.of("STRICT", "LENIENT", "LOGICAL");

  private Change<String> compatibility = Change.keep();
  private Change<String> compatibilityPolicy = Change.keep();
  private Change<Boolean> normalize = Change.keep();
  private Change<Boolean> validateFields = Change.keep();
  private Change<Boolean> validateNewSchemas = Change.keep();
  private Change<Boolean> validateRules = Change.keep();
  private Optional<String> notSupported = Optional.empty();

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

  @JsonAnySetter
  void setOther(String name, JsonNode value) {
    if (NOT_SUPPORTED.contains(name)) {
      notSupported = Optional.of(name);
    }
  }

  /**
   * What is to change.
   *
   * @throws dev.stele.server.http.HttpException 422 if the level is none, or a member is not
   *     supported yet
   */
  ConfigChange change() {
    notSupported.ifPresent(
        name -> {
          throw ConfluentErrors.notSupported("Config member '" + name + "'");
        });
    Change<CompatibilityLevel> level =
        compatibility.keeps() ? Change.keep() : Change.to(level(compatibility.value()));
    return new ConfigChange(
        level, compatibilityPolicy, normalize, validateFields, validateNewSchemas, validateRules);
  }

  private static @Nullable CompatibilityLevel level(@Nullable String name) {
    if (name == null) {
      return null;
    }
    for (CompatibilityLevel level : CompatibilityLevel.values()) {
      if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    throw ConfluentErrors.refusal(RegistryError.compatibilityLevelInvalid());
  }
}
