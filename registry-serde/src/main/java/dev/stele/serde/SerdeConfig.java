package dev.stele.serde;

import dev.stele.serde.internal.Plugins;
import dev.stele.serde.internal.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings that serializers and deserializers of all formats share, under the names that other
 * registries' clients use.
 *
 * @param idInHeader serializer: name the schema by its guid in a header of the record, not by its
 *     id in front of the payload
 * @param idSource deserializer: where the schema's name is found
 * @param messageIndexes deserializer with {@link IdSource#CONFIG}: the Protobuf message's path
 */
public record SerdeConfig(
    boolean isKey,
    SubjectNameStrategy subjects,
    SchemaChoice choice,
    boolean idInHeader,
    IdSource idSource,
    List<Integer> messageIndexes) {
  public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";
  public static final String NORMALIZE_SCHEMAS = "normalize.schemas";
  public static final String USE_SCHEMA_ID = "use.schema.id";
  public static final String ID_COMPATIBILITY_STRICT = "id.compatibility.strict";
  public static final String USE_LATEST_VERSION = "use.latest.version";
  public static final String LATEST_COMPATIBILITY_STRICT = "latest.compatibility.strict";
  public static final String KEY_SUBJECT_NAME_STRATEGY = "key.subject.name.strategy";
  public static final String VALUE_SUBJECT_NAME_STRATEGY = "value.subject.name.strategy";
  public static final String USE_SCHEMA_GUID = "use.schema.guid";
  public static final String USE_LATEST_WITH_METADATA = "use.latest.with.metadata";
  public static final String USE_MESSAGE_INDEXES = "use.message.indexes";
  public static final String PROPAGATE_SCHEMA_TAGS = "propagate.schema.tags";
  public static final String KEY_SCHEMA_ID_SERIALIZER = "key.schema.id.serializer";
  public static final String VALUE_SCHEMA_ID_SERIALIZER = "value.schema.id.serializer";
  public static final String KEY_SCHEMA_ID_DESERIALIZER = "key.schema.id.deserializer";
  public static final String VALUE_SCHEMA_ID_DESERIALIZER = "value.schema.id.deserializer";
  public static final String CONTEXT_NAME_STRATEGY = "context.name.strategy";

  /**
   * Reads these settings and ignores unknown ones.
   *
   * @throws ConfigException if a value is wrong or contradicts another
   */
  public static SerdeConfig of(Map<String, ?> configs, boolean isKey) {
    AbstractConfig values = Settings.parse(SerdeDefinition.ALL, named(configs));
    SerdeConfig config =
        new SerdeConfig(
            isKey,
            SubjectStrategies.of(configs, isKey),
            SchemaChoice.of(values),
            SchemaIdPlaces.inHeader(
                isKey ? KEY_SCHEMA_ID_SERIALIZER : VALUE_SCHEMA_ID_SERIALIZER, values),
            SchemaIdPlaces.source(
                isKey ? KEY_SCHEMA_ID_DESERIALIZER : VALUE_SCHEMA_ID_DESERIALIZER, values),
            SchemaIdPlaces.messageIndexes(USE_MESSAGE_INDEXES, values));
    if (config.idSource == IdSource.CONFIG
        && config.choice.schemaId().isEmpty()
        && config.choice.guid().isEmpty()) {
      throw new ConfigException(
          "ConfigSchemaIdDeserializer takes the schema from the settings, and neither "
              + USE_SCHEMA_ID
              + " nor "
              + USE_SCHEMA_GUID
              + " is set");
    }
    return config;
  }

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(SerdeDefinition.ALL);
  }

  private static Map<String, ?> named(Map<String, ?> configs) {
    Map<String, Object> named = new HashMap<>(configs);
    SerdeDefinition.ALL
        .names()
        .forEach(name -> named.computeIfPresent(name, (key, value) -> plain(value)));
    return named;
  }

  private static Object plain(Object value) {
    boolean plugin =
        !(value instanceof String || value instanceof Number || value instanceof Boolean);
    return plugin && !(value instanceof List<?>) ? Plugins.text(value) : value;
  }
}
