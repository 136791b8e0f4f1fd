package dev.stele.serde.protobuf;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * The settings of {@link ProtobufSerializer} and {@link ProtobufDeserializer} beyond those of all
 * formats.
 */
public final class ProtobufConfig {
  /**
   * Serializer: whether imported files are looked up and never registered, even with {@code
   * auto.register.schemas} and {@code use.latest.version}; false if not set.
   */
  public static final String REFERENCE_LOOKUP_ONLY = "reference.lookup.only";

  /**
   * Serializer: what names the subject of an imported file: a {@link ReferenceSubjectNameStrategy},
   * its class or the name of that; {@link DefaultReferenceSubjectNameStrategy} if not set.
   */
  public static final String REFERENCE_SUBJECT_NAME_STRATEGY = "reference.subject.name.strategy";

  /**
   * Serializer: whether files that every registry knows, such as {@code
   * google/protobuf/timestamp.proto}, are not registered; true if not set.
   */
  public static final String SKIP_KNOWN_TYPES = "skip.known.types";

  /**
   * Deserializer: the generated class to read keys into, or its name. None if not set. Wins over
   * {@link #DERIVE_TYPE}.
   */
  public static final String SPECIFIC_PROTOBUF_KEY_TYPE = "specific.protobuf.key.type";

  /** The same as {@link #SPECIFIC_PROTOBUF_KEY_TYPE} for values. */
  public static final String SPECIFIC_PROTOBUF_VALUE_TYPE = "specific.protobuf.value.type";

  /**
   * Deserializer: whether messages are read into the generated class that {@code java_package},
   * {@code java_outer_classname} and {@code java_multiple_files} in the schema name; false if not
   * set.
   */
  public static final String DERIVE_TYPE = "derive.type";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              REFERENCE_LOOKUP_ONLY,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Serializer: look imported files up, even with auto.register.schemas and"
                  + " use.latest.version.")
          .define(
              REFERENCE_SUBJECT_NAME_STRATEGY,
              ConfigDef.Type.STRING,
              DefaultReferenceSubjectNameStrategy.class.getName(),
              Importance.LOW,
              "Serializer: the class that names the subject of an imported file.")
          .define(
              SKIP_KNOWN_TYPES,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.LOW,
              "Serializer: register no files that every registry knows, such as"
                  + " google/protobuf/timestamp.proto.")
          .define(
              SPECIFIC_PROTOBUF_KEY_TYPE,
              ConfigDef.Type.CLASS,
              null,
              Importance.MEDIUM,
              "Deserializer: the generated class to read keys into.")
          .define(
              SPECIFIC_PROTOBUF_VALUE_TYPE,
              ConfigDef.Type.CLASS,
              null,
              Importance.MEDIUM,
              "Deserializer: the generated class to read values into.")
          .define(
              DERIVE_TYPE,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "Deserializer: read into the generated class that java_package,"
                  + " java_outer_classname and java_multiple_files in the schema name.");

  private ProtobufConfig() {}

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }
}
