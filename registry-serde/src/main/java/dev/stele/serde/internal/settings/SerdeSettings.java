package dev.stele.serde.internal.settings;

import dev.stele.serde.SerdeConfig;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.internal.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final Set<String> PLUGINS =
      Set.of(
          SerdeConfig.KEY_SUBJECT_NAME_STRATEGY,
          SerdeConfig.VALUE_SUBJECT_NAME_STRATEGY,
          SerdeConfig.CONTEXT_NAME_STRATEGY,
          SerdeConfig.KEY_SCHEMA_ID_SERIALIZER,
          SerdeConfig.VALUE_SCHEMA_ID_SERIALIZER,
          SerdeConfig.KEY_SCHEMA_ID_DESERIALIZER,
          SerdeConfig.VALUE_SCHEMA_ID_DESERIALIZER);

  /**
   * Reads these settings and ignores unknown ones.
   *
   * @throws ConfigException if a value is wrong or contradicts another
   */
  public static SerdeSettings of(Map<String, ?> configs, boolean isKey) {
    AbstractConfig values = Settings.parse(DEFINITION, configs, PLUGINS);
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
}
