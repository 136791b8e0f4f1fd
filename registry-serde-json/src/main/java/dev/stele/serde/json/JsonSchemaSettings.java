package dev.stele.serde.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stele.serde.internal.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the settings of {@link JsonSchemaConfig} say to one serializer or deserializer.
 *
 * @param failInvalid hold each message against its schema
 * @param validateBeforeRules do so before rules change the object, on both sides
 * @param inclusion which properties are written; empty for Jackson's default
 * @param type the class to read into on this side; Object for what the schema says
 * @param typeProperty the keyword that names the class in a schema
 * @param allowedPackages what that keyword may name; {@code *} for everything
 */
record JsonSchemaSettings(
    boolean isKey,
    boolean failUnknownProperties,
    boolean failInvalid,
    boolean validateBeforeRules,
    boolean writeDatesIso8601,
    JsonSchemaDraft draft,
    boolean oneOfForNullables,
    Optional<JsonInclude.Include> inclusion,
    boolean indentOutput,
    boolean envelopeDetection,
    Class<?> type,
    String typeProperty,
    List<String> allowedPackages) {
  private static final Logger LOG = LoggerFactory.getLogger(JsonSchemaSettings.class);

  private static final ConfigDef DEFINITION = JsonSchemaConfig.definition();

  JsonSchemaSettings {
    allowedPackages = List.copyOf(allowedPackages);
  }

  /** Reads the settings and ignores unknown ones. */
  static JsonSchemaSettings of(Map<String, ?> configs, boolean isKey) {
    AbstractConfig values = Settings.parse(DEFINITION, configs);
    if (!values.getList(JsonSchemaConfig.SCHEMA_SCAN_PACKAGES).isEmpty()) {
      LOG.warn(
          "{} has no effect: name subtypes by @JsonSubTypes, or seal their base",
          JsonSchemaConfig.SCHEMA_SCAN_PACKAGES);
    }
    return new JsonSchemaSettings(
        isKey,
        values.getBoolean(JsonSchemaConfig.FAIL_UNKNOWN_PROPERTIES),
        values.getBoolean(JsonSchemaConfig.FAIL_INVALID_SCHEMA),
        values.getBoolean(JsonSchemaConfig.VALIDATE_BEFORE_DOMAIN_RULES),
        values.getBoolean(JsonSchemaConfig.WRITE_DATES_ISO8601),
        JsonSchemaDraft.of(
            JsonSchemaConfig.SCHEMA_SPEC_VERSION,
            values.getString(JsonSchemaConfig.SCHEMA_SPEC_VERSION)),
        values.getBoolean(JsonSchemaConfig.ONEOF_FOR_NULLABLES),
        inclusion(values.getString(JsonSchemaConfig.DEFAULT_PROPERTY_INCLUSION)),
        values.getBoolean(JsonSchemaConfig.INDENT_OUTPUT),
        values.getBoolean(JsonSchemaConfig.ENVELOPE_DETECTION),
        values.getClass(isKey ? JsonSchemaConfig.JSON_KEY_TYPE : JsonSchemaConfig.JSON_VALUE_TYPE),
        values.getString(JsonSchemaConfig.TYPE_PROPERTY).strip(),
        values.getList(JsonSchemaConfig.TYPE_ALLOWED_PACKAGES));
  }

  /** The settings that make a deserializer read into a class, on whichever side it is. */
  static Map<String, Object> reading(Class<?> type) {
    return Map.of(JsonSchemaConfig.JSON_KEY_TYPE, type, JsonSchemaConfig.JSON_VALUE_TYPE, type);
  }

  private static Optional<JsonInclude.Include> inclusion(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    String name = text.strip().toUpperCase(Locale.ROOT);
    return Optional.of(
        Arrays.stream(JsonInclude.Include.values())
            .filter(inclusion -> inclusion.name().equals(name))
            .findAny()
            .orElseThrow(
                () ->
                    new ConfigException(
                        JsonSchemaConfig.DEFAULT_PROPERTY_INCLUSION,
                        text,
                        "take one of " + Arrays.toString(JsonInclude.Include.values()))));
  }
}
