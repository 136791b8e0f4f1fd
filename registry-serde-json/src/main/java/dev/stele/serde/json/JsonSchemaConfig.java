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
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of {@link JsonSchemaSerializer} and {@link JsonSchemaDeserializer} beyond those of
 * all formats.
 *
 * @param failInvalid hold each message against its schema
 * @param validateBeforeRules do so before rules change the object, on both sides
 * @param inclusion which properties are written; empty for Jackson's default
 * @param type the class to read into on this side; Object for what the schema says
 * @param typeProperty the keyword that names the class in a schema
 * @param allowedPackages what that keyword may name; {@code *} for everything
 */
public record JsonSchemaConfig(
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
  public static final String FAIL_UNKNOWN_PROPERTIES = "json.fail.unknown.properties";
  public static final String FAIL_INVALID_SCHEMA = "json.fail.invalid.schema";
  public static final String VALIDATE_BEFORE_DOMAIN_RULES = "json.validate.before.domain.rules";
  public static final String WRITE_DATES_ISO8601 = "json.write.dates.iso8601";
  public static final String SCHEMA_SPEC_VERSION = "json.schema.spec.version";
  public static final String SCHEMA_SCAN_PACKAGES = "json.schema.scan.packages";
  public static final String ONEOF_FOR_NULLABLES = "json.oneof.for.nullables";
  public static final String DEFAULT_PROPERTY_INCLUSION = "json.default.property.inclusion";
  public static final String INDENT_OUTPUT = "json.indent.output";
  public static final String ENVELOPE_DETECTION = "json.envelope.detection";
  public static final String JSON_KEY_TYPE = "json.key.type";
  public static final String JSON_VALUE_TYPE = "json.value.type";
  public static final String TYPE_PROPERTY = "type.property";
  public static final String TYPE_ALLOWED_PACKAGES = "json.type.allowed.packages";

  private static final Logger LOG = LoggerFactory.getLogger(JsonSchemaConfig.class);

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              FAIL_UNKNOWN_PROPERTIES,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.LOW,
              "Deserializer: refuse a property that the class does not have. Serializer: schemas of"
                  + " classes allow no others.")
          .define(
              FAIL_INVALID_SCHEMA,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "Refuse a message that its schema does not allow.")
          .define(
              VALIDATE_BEFORE_DOMAIN_RULES,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "With json.fail.invalid.schema: check before rules change the message, not after.")
          .define(
              WRITE_DATES_ISO8601,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "Serializer: dates and times as ISO 8601 text, not as numbers.")
          .define(
              SCHEMA_SPEC_VERSION,
              ConfigDef.Type.STRING,
              "draft_7",
              Importance.MEDIUM,
              "Serializer: the draft that schemas of classes are written in: draft_4, draft_6,"
                  + " draft_7, draft_2019_09 or draft_2020_12.")
          .define(
              SCHEMA_SCAN_PACKAGES,
              ConfigDef.Type.LIST,
              List.of(),
              Importance.LOW,
              "Has no effect: subtypes are named by @JsonSubTypes or by sealing their base.")
          .define(
              ONEOF_FOR_NULLABLES,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.MEDIUM,
              "Serializer: schemas of classes allow null for what is no primitive, by oneOf.")
          .define(
              DEFAULT_PROPERTY_INCLUSION,
              ConfigDef.Type.STRING,
              null,
              Importance.MEDIUM,
              "Serializer: which properties are written, for instance NON_NULL; as Jackson's"
                  + " @JsonInclude.")
          .define(
              INDENT_OUTPUT,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Serializer: write JSON in lines, for people.")
          .define(
              ENVELOPE_DETECTION,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.LOW,
              "Serializer: a JsonNode with the members schema and payload brings its own schema.")
          .define(
              JSON_KEY_TYPE,
              ConfigDef.Type.CLASS,
              Object.class.getName(),
              Importance.MEDIUM,
              "Deserializer: the class to read keys into; Object for what the schema says.")
          .define(
              JSON_VALUE_TYPE,
              ConfigDef.Type.CLASS,
              Object.class.getName(),
              Importance.MEDIUM,
              "Deserializer: the class to read values into; Object for what the schema says.")
          .define(
              TYPE_PROPERTY,
              ConfigDef.Type.STRING,
              "javaType",
              Importance.MEDIUM,
              "Deserializer: the keyword of a schema that names the class to read into.")
          .define(
              TYPE_ALLOWED_PACKAGES,
              ConfigDef.Type.LIST,
              "*",
              Importance.MEDIUM,
              "Deserializer: the packages and classes which that keyword may name; * for all, empty"
                  + " for none.");

  public JsonSchemaConfig {
    allowedPackages = List.copyOf(allowedPackages);
  }

  /** Reads these settings and ignores unknown ones. */
  static JsonSchemaConfig of(Map<String, ?> configs, boolean isKey) {
    AbstractConfig values = Settings.parse(DEFINITION, configs);
    if (!values.getList(SCHEMA_SCAN_PACKAGES).isEmpty()) {
      LOG.warn(
          "{} has no effect: name subtypes by @JsonSubTypes, or seal their base",
          SCHEMA_SCAN_PACKAGES);
    }
    return new JsonSchemaConfig(
        isKey,
        values.getBoolean(FAIL_UNKNOWN_PROPERTIES),
        values.getBoolean(FAIL_INVALID_SCHEMA),
        values.getBoolean(VALIDATE_BEFORE_DOMAIN_RULES),
        values.getBoolean(WRITE_DATES_ISO8601),
        JsonSchemaDraft.of(SCHEMA_SPEC_VERSION, values.getString(SCHEMA_SPEC_VERSION)),
        values.getBoolean(ONEOF_FOR_NULLABLES),
        inclusion(values.getString(DEFAULT_PROPERTY_INCLUSION)),
        values.getBoolean(INDENT_OUTPUT),
        values.getBoolean(ENVELOPE_DETECTION),
        values.getClass(isKey ? JSON_KEY_TYPE : JSON_VALUE_TYPE),
        values.getString(TYPE_PROPERTY).strip(),
        values.getList(TYPE_ALLOWED_PACKAGES));
  }

  /** The settings that make a deserializer read into a class, on whichever side it is. */
  static Map<String, Object> reading(Class<?> type) {
    return Map.of(JSON_KEY_TYPE, type, JSON_VALUE_TYPE, type);
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
                        DEFAULT_PROPERTY_INCLUSION,
                        text,
                        "take one of " + Arrays.toString(JsonInclude.Include.values()))));
  }

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }
}
