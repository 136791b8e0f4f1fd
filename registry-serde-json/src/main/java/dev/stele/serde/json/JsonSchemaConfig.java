package dev.stele.serde.json;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * The settings of {@link JsonSchemaSerializer} and {@link JsonSchemaDeserializer} beyond those of
 * all formats.
 */
public final class JsonSchemaConfig {
  /**
   * Deserializer: whether a property is refused that the class does not have. Serializer: whether
   * schemas of classes allow no others. True if not set.
   */
  public static final String FAIL_UNKNOWN_PROPERTIES = "json.fail.unknown.properties";

  /** Whether a message is refused that its schema does not allow; false if not set. */
  public static final String FAIL_INVALID_SCHEMA = "json.fail.invalid.schema";

  /**
   * With {@link #FAIL_INVALID_SCHEMA}: whether that is checked before rules change the message, not
   * after; false if not set.
   */
  public static final String VALIDATE_BEFORE_DOMAIN_RULES = "json.validate.before.domain.rules";

  /** Serializer: whether dates and times are ISO 8601 text, not numbers; false if not set. */
  public static final String WRITE_DATES_ISO8601 = "json.write.dates.iso8601";

  /**
   * Serializer: the draft that schemas of classes are written in: {@code draft_4}, {@code draft_6},
   * {@code draft_7}, the default, {@code draft_2019_09} or {@code draft_2020_12}.
   */
  public static final String SCHEMA_SPEC_VERSION = "json.schema.spec.version";

  /** Has no effect: subtypes are named by {@code @JsonSubTypes} or by sealing their base. */
  public static final String SCHEMA_SCAN_PACKAGES = "json.schema.scan.packages";

  /**
   * Serializer: whether schemas of classes allow null for what is no primitive, by {@code oneOf};
   * true if not set.
   */
  public static final String ONEOF_FOR_NULLABLES = "json.oneof.for.nullables";

  /**
   * Serializer: which properties are written, for instance {@code NON_NULL}: a value of Jackson's
   * {@code @JsonInclude}. As Jackson does if not set.
   */
  public static final String DEFAULT_PROPERTY_INCLUSION = "json.default.property.inclusion";

  /** Serializer: whether JSON is written in lines, for people; false if not set. */
  public static final String INDENT_OUTPUT = "json.indent.output";

  /**
   * Serializer: whether a JsonNode with the members {@code schema} and {@code payload} brings its
   * own schema; true if not set.
   */
  public static final String ENVELOPE_DETECTION = "json.envelope.detection";

  /**
   * Deserializer: the class to read keys into, or its name; {@code Object}, the default, for what
   * the schema says.
   */
  public static final String JSON_KEY_TYPE = "json.key.type";

  /** The same as {@link #JSON_KEY_TYPE} for values. */
  public static final String JSON_VALUE_TYPE = "json.value.type";

  /**
   * Deserializer: the keyword of a schema that names the class to read into; {@code javaType} if
   * not set.
   */
  public static final String TYPE_PROPERTY = "type.property";

  /**
   * Deserializer: the packages and classes which that keyword may name, as a list; {@code *}, the
   * default, for all, empty for none.
   */
  public static final String TYPE_ALLOWED_PACKAGES = "json.type.allowed.packages";

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

  private JsonSchemaConfig() {}

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }
}
