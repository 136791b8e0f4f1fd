package dev.stele.serde;

import dev.stele.serde.client.SchemaOption;
import dev.stele.serde.internal.Plugins;
import dev.stele.serde.internal.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(SerdeConfig.class);
  private static final String REFERENCE_PACKAGE = "io.confluent.kafka.serializers.subject.";
  private static final String REFERENCE_CONTEXTS = "io.confluent.kafka.serializers.context.";

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
              AssociatedNameStrategy.class.getName(),
              Importance.MEDIUM,
              "The class that names the subject of keys.")
          .define(
              VALUE_SUBJECT_NAME_STRATEGY,
              ConfigDef.Type.STRING,
              AssociatedNameStrategy.class.getName(),
              Importance.MEDIUM,
              "The class that names the subject of values.")
          .define(
              USE_SCHEMA_GUID,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "Serializer: encode with the schema of this guid.")
          .define(
              USE_LATEST_WITH_METADATA,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "Encode with, or read into, the latest version whose metadata has these properties:"
                  + " key1=value1,key2=value2.")
          .define(
              USE_MESSAGE_INDEXES,
              ConfigDef.Type.LIST,
              List.of(),
              Importance.LOW,
              "Deserializer that takes the schema from the settings: which Protobuf message of it,"
                  + " for instance 0,1.")
          .define(
              PROPAGATE_SCHEMA_TAGS,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Serializer: a newly registered version takes over the tags of the one before.")
          .define(
              KEY_SCHEMA_ID_SERIALIZER,
              ConfigDef.Type.STRING,
              SchemaIdPlaces.PREFIX_SERIALIZER,
              Importance.LOW,
              "Where the schema of a key is named: PrefixSchemaIdSerializer (in front of the"
                  + " payload) or HeaderSchemaIdSerializer (in a header of the record).")
          .define(
              VALUE_SCHEMA_ID_SERIALIZER,
              ConfigDef.Type.STRING,
              SchemaIdPlaces.PREFIX_SERIALIZER,
              Importance.LOW,
              "The same for values.")
          .define(
              KEY_SCHEMA_ID_DESERIALIZER,
              ConfigDef.Type.STRING,
              SchemaIdPlaces.DUAL_DESERIALIZER,
              Importance.LOW,
              "Where the schema of a key is looked for: DualSchemaIdDeserializer (header, else in"
                  + " front), PrefixSchemaIdDeserializer or ConfigSchemaIdDeserializer (settings).")
          .define(
              VALUE_SCHEMA_ID_DESERIALIZER,
              ConfigDef.Type.STRING,
              SchemaIdPlaces.DUAL_DESERIALIZER,
              Importance.LOW,
              "The same for values.")
          .define(
              CONTEXT_NAME_STRATEGY,
              ConfigDef.Type.STRING,
              "",
              Importance.LOW,
              "The class that names the context of a topic's subjects; empty for the default"
                  + " context.");

  /**
   * Reads these settings and ignores unknown ones.
   *
   * @throws ConfigException if a value is wrong or contradicts another
   */
  public static SerdeConfig of(Map<String, ?> configs, boolean isKey) {
    AbstractConfig values = Settings.parse(DEFINITION, named(configs));
    SerdeConfig config =
        new SerdeConfig(
            isKey,
            strategy(configs, isKey),
            choice(values),
            SchemaIdPlaces.inHeader(
                isKey ? KEY_SCHEMA_ID_SERIALIZER : VALUE_SCHEMA_ID_SERIALIZER, values),
            SchemaIdPlaces.source(
                isKey ? KEY_SCHEMA_ID_DESERIALIZER : VALUE_SCHEMA_ID_DESERIALIZER, values),
            SchemaIdPlaces.messageIndexes(USE_MESSAGE_INDEXES, values));
    if (config.choice.schemaId().isPresent() && config.choice.guid().isPresent()) {
      throw new ConfigException(
          USE_SCHEMA_ID + " and " + USE_SCHEMA_GUID + " are both set: remove one");
    }
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

  private static SchemaChoice choice(AbstractConfig values) {
    int schemaId = values.getInt(USE_SCHEMA_ID);
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
        guid(values.getString(USE_SCHEMA_GUID)),
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

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    ConfigDef all = new ConfigDef(DEFINITION);
    AssociatedNameStrategy.definition().configKeys().values().forEach(all::define);
    return all;
  }

  /** Warns, as a serializer, of settings that {@code auto.register.schemas} makes ineffective. */
  public void warnOfIneffective() {
    if (!choice.autoRegister()) {
      return;
    }
    List<String> ignored = new ArrayList<>();
    choice.schemaId().ifPresent(id -> ignored.add(USE_SCHEMA_ID));
    choice.guid().ifPresent(guid -> ignored.add(USE_SCHEMA_GUID));
    if (!choice.latestMetadata().isEmpty()) {
      ignored.add(USE_LATEST_WITH_METADATA);
    }
    if (choice.useLatest()) {
      ignored.add(USE_LATEST_VERSION);
    }
    if (!ignored.isEmpty()) {
      LOG.warn(
          "{} is ignored, because {} is true, which is its default: set it to false",
          String.join(", ", ignored),
          AUTO_REGISTER_SCHEMAS);
    }
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

  private static SubjectNameStrategy strategy(Map<String, ?> configs, boolean isKey) {
    String setting = isKey ? KEY_SUBJECT_NAME_STRATEGY : VALUE_SUBJECT_NAME_STRATEGY;
    Object given = configs.get(setting);
    boolean none = Plugins.text(given).isEmpty();
    SubjectNameStrategy strategy =
        given == null || none
            ? new AssociatedNameStrategy()
            : Plugins.of(
                setting,
                given,
                SubjectNameStrategy.class,
                Map.of(
                    REFERENCE_PACKAGE + "AssociatedNameStrategy", AssociatedNameStrategy::new,
                    REFERENCE_PACKAGE + "TopicNameStrategy", TopicNameStrategy::new,
                    REFERENCE_PACKAGE + "RecordNameStrategy", RecordNameStrategy::new,
                    REFERENCE_PACKAGE + "TopicRecordNameStrategy", TopicRecordNameStrategy::new));
    strategy.configure(configs);
    Optional<ContextNameStrategy> contexts = contexts(configs);
    return contexts.isPresent() ? new SubjectInContext(contexts.get(), strategy) : strategy;
  }

  private static Optional<ContextNameStrategy> contexts(Map<String, ?> configs) {
    Object given = configs.get(CONTEXT_NAME_STRATEGY);
    String text = Plugins.text(given);
    if (given == null
        || text.isEmpty()
        || text.equals(REFERENCE_CONTEXTS + "NullContextNameStrategy")) {
      return Optional.empty();
    }
    ContextNameStrategy contexts =
        Plugins.of(CONTEXT_NAME_STRATEGY, given, ContextNameStrategy.class, Map.of());
    contexts.configure(configs);
    return Optional.of(contexts);
  }
}
