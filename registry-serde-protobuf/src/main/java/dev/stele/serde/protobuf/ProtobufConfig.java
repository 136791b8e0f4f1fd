package dev.stele.serde.protobuf;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.stele.serde.internal.Plugins;
import dev.stele.serde.internal.Settings;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of {@link ProtobufSerializer} and {@link ProtobufDeserializer} beyond those of all
 * formats.
 *
 * @param lookUpReferences serializer: imported files are looked up, never registered
 * @param skipKnownTypes serializer: imported files that every registry knows get no reference
 * @param readerType deserializer: the generated class to read into, if one is set for this side;
 *     wins over {@code deriveType}
 * @param deriveType deserializer: read into the generated class that the schema's options name
 */
public record ProtobufConfig(
    boolean lookUpReferences,
    ReferenceSubjectNameStrategy referenceSubjects,
    boolean skipKnownTypes,
    Optional<Class<? extends Message>> readerType,
    boolean deriveType) {
  public static final String REFERENCE_LOOKUP_ONLY = "reference.lookup.only";
  public static final String REFERENCE_SUBJECT_NAME_STRATEGY = "reference.subject.name.strategy";
  public static final String SKIP_KNOWN_TYPES = "skip.known.types";
  public static final String SPECIFIC_PROTOBUF_KEY_TYPE = "specific.protobuf.key.type";
  public static final String SPECIFIC_PROTOBUF_VALUE_TYPE = "specific.protobuf.value.type";
  public static final String DERIVE_TYPE = "derive.type";

  private static final String REFERENCE_PACKAGE = "io.confluent.kafka.serializers.subject.";

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

  /**
   * Reads these settings and ignores unknown ones.
   *
   * @throws ConfigException if one is wrong
   */
  static ProtobufConfig of(Map<String, ?> configs, boolean isKey) {
    Map<String, Object> named = new HashMap<>(configs);
    named.computeIfPresent(REFERENCE_SUBJECT_NAME_STRATEGY, (key, value) -> Plugins.text(value));
    AbstractConfig values = Settings.parse(DEFINITION, named);
    return new ProtobufConfig(
        values.getBoolean(REFERENCE_LOOKUP_ONLY),
        strategy(configs),
        values.getBoolean(SKIP_KNOWN_TYPES),
        type(values, isKey ? SPECIFIC_PROTOBUF_KEY_TYPE : SPECIFIC_PROTOBUF_VALUE_TYPE),
        values.getBoolean(DERIVE_TYPE));
  }

  private static ReferenceSubjectNameStrategy strategy(Map<String, ?> configs) {
    Object given = configs.get(REFERENCE_SUBJECT_NAME_STRATEGY);
    if (given == null || Plugins.text(given).isEmpty()) {
      return new DefaultReferenceSubjectNameStrategy();
    }
    ReferenceSubjectNameStrategy strategy =
        Plugins.of(
            REFERENCE_SUBJECT_NAME_STRATEGY,
            given,
            ReferenceSubjectNameStrategy.class,
            Map.of(
                REFERENCE_PACKAGE + "DefaultReferenceSubjectNameStrategy",
                DefaultReferenceSubjectNameStrategy::new,
                REFERENCE_PACKAGE + "QualifiedReferenceSubjectNameStrategy",
                QualifiedReferenceSubjectNameStrategy::new));
    strategy.configure(configs);
    return strategy;
  }

  /**
   * {@code Object}, the default elsewhere, and types that have no fields of their own say nothing.
   */
  private static Optional<Class<? extends Message>> type(AbstractConfig values, String setting) {
    Class<?> type = values.getClass(setting);
    if (type == null || type.isAssignableFrom(DynamicMessage.class)) {
      return Optional.empty();
    }
    if (!Message.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
      throw new ConfigException(
          setting,
          type.getName(),
          "the class is not generated by Protobuf for Java, or only for its lite runtime");
    }
    return Optional.of(type.asSubclass(Message.class));
  }

  /** The settings that make a class what is read. */
  static Map<String, Object> reading(Class<? extends Message> type) {
    return Map.of(SPECIFIC_PROTOBUF_KEY_TYPE, type, SPECIFIC_PROTOBUF_VALUE_TYPE, type);
  }

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }
}
