package dev.stele.serde.internal.settings;

import static dev.stele.serde.SerdeConfig.AUTO_REGISTER_SCHEMAS;
import static dev.stele.serde.SerdeConfig.ID_COMPATIBILITY_STRICT;
import static dev.stele.serde.SerdeConfig.LATEST_COMPATIBILITY_STRICT;
import static dev.stele.serde.SerdeConfig.NORMALIZE_SCHEMAS;
import static dev.stele.serde.SerdeConfig.PROPAGATE_SCHEMA_TAGS;
import static dev.stele.serde.SerdeConfig.USE_LATEST_VERSION;
import static dev.stele.serde.SerdeConfig.USE_LATEST_WITH_METADATA;
import static dev.stele.serde.SerdeConfig.USE_SCHEMA_GUID;
import static dev.stele.serde.SerdeConfig.USE_SCHEMA_ID;

import dev.stele.serde.client.SchemaOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which registered schema a serializer encodes with, and a deserializer reads into. A serializer
 * takes the first that is set: {@code autoRegister}, {@code schemaId}, {@code guid}, {@code
 * latestMetadata}, {@code useLatest}; otherwise it looks the object's own schema up.
 *
 * @param autoRegister register the object's schema if it is not there yet
 * @param options how to register or look up
 * @param schemaId encode with the schema of this id
 * @param guid encode with the schema of this guid
 * @param latestMetadata encode with, or read into, the latest version with these properties; empty
 *     if not set
 * @param useLatest encode with, or read into, the subject's latest version
 * @param idStrict refuse a schema of {@code schemaId} or {@code guid} that cannot read what the
 *     object's own writes
 * @param latestStrict the same for the latest version; not for one of {@code latestMetadata}
 */
public record SchemaChoice(
    boolean autoRegister,
    Set<SchemaOption> options,
    OptionalInt schemaId,
    Optional<UUID> guid,
    Map<String, String> latestMetadata,
    boolean useLatest,
    boolean idStrict,
    boolean latestStrict) {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaChoice.class);

  public SchemaChoice {
    options = Set.copyOf(options);
    latestMetadata = Map.copyOf(latestMetadata);
  }

  /**
   * Reads the settings.
   *
   * @throws ConfigException if a value is wrong or contradicts another
   */
  static SchemaChoice of(AbstractConfig values) {
    int schemaId = values.getInt(USE_SCHEMA_ID);
    Optional<UUID> guid = guid(values.getString(USE_SCHEMA_GUID));
    if (schemaId >= 0 && guid.isPresent()) {
      throw new ConfigException(
          USE_SCHEMA_ID + " and " + USE_SCHEMA_GUID + " are both set: remove one");
    }
    Set<SchemaOption> options = EnumSet.noneOf(SchemaOption.class);
    if (values.getBoolean(NORMALIZE_SCHEMAS)) {
      options.add(SchemaOption.NORMALIZE);
    }
    if (values.getBoolean(PROPAGATE_SCHEMA_TAGS)) {
      options.add(SchemaOption.PROPAGATE_TAGS);
    }
    return new SchemaChoice(
        values.getBoolean(AUTO_REGISTER_SCHEMAS),
        options,
        schemaId < 0 ? OptionalInt.empty() : OptionalInt.of(schemaId),
        guid,
        properties(values.getString(USE_LATEST_WITH_METADATA)),
        values.getBoolean(USE_LATEST_VERSION),
        values.getBoolean(ID_COMPATIBILITY_STRICT),
        values.getBoolean(LATEST_COMPATIBILITY_STRICT));
  }

  private static Optional<UUID> guid(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text.strip()));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          USE_SCHEMA_GUID, text, "a guid looks like 095d71cf-1255-6b9d-5e33-0ad575b3df5d");
    }
  }

  private static Map<String, String> properties(String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String pair : text.isBlank() ? new String[0] : text.split(",")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new ConfigException(USE_LATEST_WITH_METADATA, text, "write key1=value1,key2=value2");
      }
      properties.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return properties;
  }

  /**
   * Warns, as a serializer, of settings that {@code auto.register.schemas} makes ineffective. They
   * are not refused: the reference takes them, and programs have them.
   */
  public void warnOfIneffective() {
    if (!autoRegister) {
      return;
    }
    List<String> ignored = new ArrayList<>();
    schemaId.ifPresent(id -> ignored.add(USE_SCHEMA_ID));
    guid.ifPresent(one -> ignored.add(USE_SCHEMA_GUID));
    if (!latestMetadata.isEmpty()) {
      ignored.add(USE_LATEST_WITH_METADATA);
    }
    if (useLatest) {
      ignored.add(USE_LATEST_VERSION);
    }
    if (!ignored.isEmpty()) {
      LOG.warn(
          "{} is ignored, because {} is true, which is its default: set it to false",
          String.join(", ", ignored),
          AUTO_REGISTER_SCHEMAS);
    }
  }
}
