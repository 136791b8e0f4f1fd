package dev.stele.serde;

import dev.stele.serde.internal.LaterSettings;
import dev.stele.serde.internal.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that serializers and deserializers of all formats share, under the names that other
 * registries' clients use.
 *
 * @param autoRegister register a schema that is not there yet; wins over those below
 * @param schemaId encode with the schema of this id
 * @param useLatest encode with, or read into, the subject's latest version
 * @param idStrict refuse a schema of {@code schemaId} that cannot read what the object's own writes
 * @param latestStrict the same for the latest version
 * @param prefixOnly take the schema id from the payload even if a header names one too
 */
public record SerdeConfig(
    boolean isKey,
    SubjectNameStrategy subjects,
    boolean autoRegister,
    boolean normalize,
    OptionalInt schemaId,
    boolean useLatest,
    boolean idStrict,
    boolean latestStrict,
    boolean prefixOnly) {
  public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";
  public static final String NORMALIZE_SCHEMAS = "normalize.schemas";
  public static final String USE_SCHEMA_ID = "use.schema.id";
  public static final String ID_COMPATIBILITY_STRICT = "id.compatibility.strict";
  public static final String USE_LATEST_VERSION = "use.latest.version";
  public static final String LATEST_COMPATIBILITY_STRICT = "latest.compatibility.strict";
  public static final String KEY_SUBJECT_NAME_STRATEGY = "key.subject.name.strategy";
  public static final String VALUE_SUBJECT_NAME_STRATEGY = "value.subject.name.strategy";

  private static final Logger LOG = LoggerFactory.getLogger(SerdeConfig.class);
  private static final String REFERENCE_PACKAGE = "io.confluent.kafka.serializers.subject.";
  private static final String PREFIX_DESERIALIZER =
      "io.confluent.kafka.serializers.schema.id.PrefixSchemaIdDeserializer";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              AUTO_REGISTER_SCHEMAS,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.MEDIUM,
              "Serializer: register a schema that is not there yet. Wins over the settings below.")
          .define(
              NORMALIZE_SCHEMAS,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Serializer: let the registry compare and store schemas in normal form.")
          .define(
              USE_SCHEMA_ID,
              ConfigDef.Type.INT,
              -1,
              ConfigDef.Range.atLeast(-1),
              Importance.LOW,
              "Serializer: encode with the schema of this id; -1: off.")
          .define(
              ID_COMPATIBILITY_STRICT,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.LOW,
              "Serializer: refuse an object whose schema the one of use.schema.id cannot read.")
          .define(
              USE_LATEST_VERSION,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "Serializer: encode with the subject's latest version. Deserializer: read into it.")
          .define(
              LATEST_COMPATIBILITY_STRICT,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.LOW,
              "Serializer: refuse an object whose schema the latest version cannot read.")
          .define(
              KEY_SUBJECT_NAME_STRATEGY,
              ConfigDef.Type.STRING,
              TopicNameStrategy.class.getName(),
              Importance.MEDIUM,
              "The class that names the subject of keys.")
          .define(
              VALUE_SUBJECT_NAME_STRATEGY,
              ConfigDef.Type.STRING,
              TopicNameStrategy.class.getName(),
              Importance.MEDIUM,
              "The class that names the subject of values.");

  /**
   * Reads these settings and ignores unknown ones.
   *
   * @throws ConfigException if a value is wrong, contradicts another, or asks for what this version
   *     does not do
   */
  public static SerdeConfig of(Map<String, ?> configs, boolean isKey) {
    LaterSettings.refuse(configs);
    AbstractConfig values = Settings.parse(DEFINITION, named(configs));
    int schemaId = values.getInt(USE_SCHEMA_ID);
    String deserializer = (isKey ? "key" : "value") + ".schema.id.deserializer";
    return new SerdeConfig(
        isKey,
        strategy(configs, isKey),
        values.getBoolean(AUTO_REGISTER_SCHEMAS),
        values.getBoolean(NORMALIZE_SCHEMAS),
        schemaId < 0 ? OptionalInt.empty() : OptionalInt.of(schemaId),
        values.getBoolean(USE_LATEST_VERSION),
        values.getBoolean(ID_COMPATIBILITY_STRICT),
        values.getBoolean(LATEST_COMPATIBILITY_STRICT),
        PREFIX_DESERIALIZER.equals(LaterSettings.text(configs.get(deserializer))));
  }

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  /** Warns, as a serializer, of settings that {@code auto.register.schemas} makes ineffective. */
  public void warnOfIneffective() {
    if (autoRegister && (useLatest || schemaId.isPresent())) {
      LOG.warn(
          "{} is ignored, because {} is true, which is its default: set it to false",
          useLatest ? USE_LATEST_VERSION : USE_SCHEMA_ID,
          AUTO_REGISTER_SCHEMAS);
    }
  }

  private static Map<String, ?> named(Map<String, ?> configs) {
    Map<String, Object> named = new HashMap<>(configs);
    named.replaceAll((key, value) -> value instanceof Class<?> type ? type.getName() : value);
    return named;
  }

  private static SubjectNameStrategy strategy(Map<String, ?> configs, boolean isKey) {
    String setting = isKey ? KEY_SUBJECT_NAME_STRATEGY : VALUE_SUBJECT_NAME_STRATEGY;
    Object given = configs.get(setting);
    Object value = given == null ? "" : given;
    SubjectNameStrategy strategy =
        switch (LaterSettings.text(value)) {
          case "", REFERENCE_PACKAGE + "TopicNameStrategy" -> new TopicNameStrategy();
          case REFERENCE_PACKAGE + "RecordNameStrategy" -> new RecordNameStrategy();
          case REFERENCE_PACKAGE + "TopicRecordNameStrategy" -> new TopicRecordNameStrategy();
          default -> instance(setting, value);
        };
    strategy.configure(configs);
    return strategy;
  }

  private static SubjectNameStrategy instance(String setting, Object value) {
    Class<?> type;
    try {
      type =
          value instanceof Class<?> given
              ? given
              : Utils.loadClass(LaterSettings.text(value), Object.class);
    } catch (ClassNotFoundException e) {
      throw new ConfigException(setting, value, "there is no such class");
    }
    if (!SubjectNameStrategy.class.isAssignableFrom(type)) {
      throw new ConfigException(
          setting,
          value,
          "this version takes TopicNameStrategy, RecordNameStrategy, TopicRecordNameStrategy and"
              + " implementations of "
              + SubjectNameStrategy.class.getName());
    }
    return (SubjectNameStrategy) Utils.newInstance(type);
  }
}
