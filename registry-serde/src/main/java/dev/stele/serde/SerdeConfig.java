package dev.stele.serde;

import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings that serializers and deserializers of all formats share, under the names that other
 * registries' clients use. Those of {@link AssociatedNameStrategy} are there.
 */
public final class SerdeConfig {
  /**
   * Serializer: whether a schema that is not there yet is registered; true if not set. Wins over
   * all that choose another schema.
   */
  public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";

  /**
   * Serializer: whether the registry compares and stores schemas in normal form; false if not set.
   */
  public static final String NORMALIZE_SCHEMAS = "normalize.schemas";

  /**
   * Serializer: the id, 0 or more, of the schema to encode with; -1, the default, for none.
   * Deserializer: that of all messages, if the schema is taken from the settings.
   */
  public static final String USE_SCHEMA_ID = "use.schema.id";

  /**
   * Serializer: whether an object is refused whose schema that of {@link #USE_SCHEMA_ID} or {@link
   * #USE_SCHEMA_GUID} cannot read; true if not set.
   */
  public static final String ID_COMPATIBILITY_STRICT = "id.compatibility.strict";

  /**
   * Whether the subject's latest version is what a serializer encodes with and a deserializer reads
   * into; false if not set.
   */
  public static final String USE_LATEST_VERSION = "use.latest.version";

  /**
   * Serializer: whether an object is refused whose schema the latest version cannot read; true if
   * not set.
   */
  public static final String LATEST_COMPATIBILITY_STRICT = "latest.compatibility.strict";

  /**
   * What names the subjects of keys: a {@link SubjectNameStrategy}, its class or the name of that;
   * {@link AssociatedNameStrategy} if not set.
   */
  public static final String KEY_SUBJECT_NAME_STRATEGY = "key.subject.name.strategy";

  /** The same as {@link #KEY_SUBJECT_NAME_STRATEGY} for values. */
  public static final String VALUE_SUBJECT_NAME_STRATEGY = "value.subject.name.strategy";

  /** As {@link #USE_SCHEMA_ID}, by the schema's guid; empty, the default, for none. */
  public static final String USE_SCHEMA_GUID = "use.schema.guid";

  /**
   * As {@link #USE_LATEST_VERSION}, of those versions whose metadata has these properties, written
   * as {@code key1=value1,key2=value2}; empty, the default, for none.
   */
  public static final String USE_LATEST_WITH_METADATA = "use.latest.with.metadata";

  /**
   * Deserializer that takes the schema from the settings: which Protobuf message of it, as a list
   * of numbers such as {@code 0,1}; the first one if not set.
   */
  public static final String USE_MESSAGE_INDEXES = "use.message.indexes";

  /**
   * Serializer: whether a newly registered version takes over the tags of the one before; false if
   * not set.
   */
  public static final String PROPAGATE_SCHEMA_TAGS = "propagate.schema.tags";

  /**
   * Serializer: where the schema of a key is named. {@code PrefixSchemaIdSerializer}, the default:
   * by its id in front of the payload; {@code HeaderSchemaIdSerializer}: by its guid in a header of
   * the record. With or without the package that other clients have it in.
   */
  public static final String KEY_SCHEMA_ID_SERIALIZER = "key.schema.id.serializer";

  /** The same as {@link #KEY_SCHEMA_ID_SERIALIZER} for values. */
  public static final String VALUE_SCHEMA_ID_SERIALIZER = "value.schema.id.serializer";

  /**
   * Deserializer: where the schema of a key is found. {@code DualSchemaIdDeserializer}, the
   * default: in the header if the record has one, otherwise in front of the payload; {@code
   * PrefixSchemaIdDeserializer}: there, whatever the headers say; {@code
   * ConfigSchemaIdDeserializer}: in {@link #USE_SCHEMA_ID} or {@link #USE_SCHEMA_GUID}, and the
   * message is all payload. With or without the package that other clients have it in.
   */
  public static final String KEY_SCHEMA_ID_DESERIALIZER = "key.schema.id.deserializer";

  /** The same as {@link #KEY_SCHEMA_ID_DESERIALIZER} for values. */
  public static final String VALUE_SCHEMA_ID_DESERIALIZER = "value.schema.id.deserializer";

  /**
   * What names the context of a topic's subjects: a {@link ContextNameStrategy}, its class or the
   * name of that; empty, the default, for the default context.
   */
  public static final String CONTEXT_NAME_STRATEGY = "context.name.strategy";

  private SerdeConfig() {}

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(SerdeDefinition.ALL);
  }
}
