package dev.stele.serde.internal.settings;

import dev.stele.serde.SerdeConfig;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.internal.Plugins;
import dev.stele.serde.internal.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * What the settings of {@link SerdeConfig} say to one serializer or deserializer.
 *
 * @param idInHeader serializer: name the schema by its guid in a header of the record, not by its
 *     id in front of the payload
 * @param idSource deserializer: where the schema's name is found
 * @param messageIndexes deserializer with {@link IdSource#CONFIG}: the Protobuf message's path
 */
public record SerdeSettings(
    boolean isKey,
    SubjectNameStrategy subjects,
    SchemaChoice choice,
    boolean idInHeader,
    IdSource idSource,
    List<Integer> messageIndexes) {
  private static final ConfigDef DEFINITION = SerdeConfig.definition();

  /**
   * Reads these settings and ignores unknown ones.
   *
   * @throws ConfigException if a value is wrong or contradicts another
   */
  public static SerdeSettings of(Map<String, ?> configs, boolean isKey) {
    AbstractConfig values = Settings.parse(DEFINITION, named(configs));
    SerdeSettings settings =
        new SerdeSettings(
            isKey,
            SubjectStrategies.of(configs, isKey),
            SchemaChoice.of(values),
            SchemaIdPlaces.inHeader(
                isKey
                    ? SerdeConfig.KEY_SCHEMA_ID_SERIALIZER
                    : SerdeConfig.VALUE_SCHEMA_ID_SERIALIZER,
                values),
            SchemaIdPlaces.source(
                isKey
                    ? SerdeConfig.KEY_SCHEMA_ID_DESERIALIZER
                    : SerdeConfig.VALUE_SCHEMA_ID_DESERIALIZER,
                values),
            SchemaIdPlaces.messageIndexes(SerdeConfig.USE_MESSAGE_INDEXES, values));
    if (settings.idSource == IdSource.CONFIG
        && settings.choice.schemaId().isEmpty()
        && settings.choice.guid().isEmpty()) {
      throw new ConfigException(
          "ConfigSchemaIdDeserializer takes the schema from the settings, and neither "
              + SerdeConfig.USE_SCHEMA_ID
              + " nor "
              + SerdeConfig.USE_SCHEMA_GUID
              + " is set");
    }
    return settings;
  }

  private static Map<String, ?> named(Map<String, ?> configs) {
    Map<String, Object> named = new HashMap<>(configs);
    DEFINITION.names().forEach(name -> named.computeIfPresent(name, (key, value) -> plain(value)));
    return named;
  }

  private static Object plain(Object value) {
    boolean plugin =
        !(value instanceof String || value instanceof Number || value instanceof Boolean);
    return plugin && !(value instanceof List<?>) ? Plugins.text(value) : value;
  }
}
