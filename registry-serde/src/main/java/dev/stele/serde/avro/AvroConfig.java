package dev.stele.serde.avro;

import dev.stele.serde.internal.Settings;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * The settings of {@link AvroSerializer} and {@link AvroDeserializer} beyond those of all formats.
 *
 * @param readerType the class to read into, if one is set for this side
 */
public record AvroConfig(
    boolean isKey,
    boolean reflection,
    boolean reflectionAllowNull,
    boolean logicalTypes,
    boolean removeJavaProperties,
    boolean specificReader,
    Optional<Class<?>> readerType,
    boolean failOnTrailingData) {
  public static final String SCHEMA_REFLECTION = "schema.reflection";
  public static final String AVRO_REFLECTION_ALLOW_NULL = "avro.reflection.allow.null";
  public static final String AVRO_USE_LOGICAL_TYPE_CONVERTERS = "avro.use.logical.type.converters";
  public static final String AVRO_REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
  public static final String AVRO_FAIL_ON_TRAILING_DATA = "avro.fail.on.trailing.data";
  public static final String SPECIFIC_AVRO_READER = "specific.avro.reader";
  public static final String SPECIFIC_AVRO_KEY_TYPE = "specific.avro.key.type";
  public static final String SPECIFIC_AVRO_VALUE_TYPE = "specific.avro.value.type";

  /** What stands for generic data in Java, beside records. */
  private static final List<Class<?>> GENERIC =
      List.of(
          GenericContainer.class,
          CharSequence.class,
          Number.class,
          Boolean.class,
          byte[].class,
          Collection.class,
          Map.class);

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              SCHEMA_REFLECTION,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Derive schemas from plain Java classes, and read into them.")
          .define(
              AVRO_REFLECTION_ALLOW_NULL,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "With schema.reflection: every field may be null.")
          .define(
              AVRO_USE_LOGICAL_TYPE_CONVERTERS,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Java types such as Instant and BigDecimal for logical types, instead of raw ones.")
          .define(
              AVRO_REMOVE_JAVA_PROPERTIES,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Serializer: take avro.java.string out of schemas before they are registered.")
          .define(
              AVRO_FAIL_ON_TRAILING_DATA,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Deserializer: refuse a message with bytes left behind the value.")
          .define(
              SPECIFIC_AVRO_READER,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "Deserializer: read into the generated class that has the writer's name.")
          .define(
              SPECIFIC_AVRO_KEY_TYPE,
              ConfigDef.Type.CLASS,
              null,
              Importance.MEDIUM,
              "Deserializer: the class to read keys into.")
          .define(
              SPECIFIC_AVRO_VALUE_TYPE,
              ConfigDef.Type.CLASS,
              null,
              Importance.MEDIUM,
              "Deserializer: the class to read values into.");

  /** Reads these settings and ignores unknown ones. */
  static AvroConfig of(Map<String, ?> configs, boolean isKey) {
    AbstractConfig values = Settings.parse(DEFINITION, configs);
    return new AvroConfig(
        isKey,
        values.getBoolean(SCHEMA_REFLECTION),
        values.getBoolean(AVRO_REFLECTION_ALLOW_NULL),
        values.getBoolean(AVRO_USE_LOGICAL_TYPE_CONVERTERS),
        values.getBoolean(AVRO_REMOVE_JAVA_PROPERTIES),
        values.getBoolean(SPECIFIC_AVRO_READER),
        Optional.ofNullable(
            values.getClass(isKey ? SPECIFIC_AVRO_KEY_TYPE : SPECIFIC_AVRO_VALUE_TYPE)),
        values.getBoolean(AVRO_FAIL_ON_TRAILING_DATA));
  }

  /** The settings that make a class what is read. */
  static Map<String, Object> reading(Class<?> type) {
    if (SpecificRecord.class.isAssignableFrom(type)) {
      return Modifier.isAbstract(type.getModifiers())
          ? Map.of(SPECIFIC_AVRO_READER, true)
          : Map.of(SPECIFIC_AVRO_KEY_TYPE, type, SPECIFIC_AVRO_VALUE_TYPE, type);
    }
    boolean generic =
        type.isAssignableFrom(GenericData.Record.class)
            || GENERIC.stream().anyMatch(one -> one.isAssignableFrom(type));
    return generic
        ? Map.of()
        : Map.of(
            SCHEMA_REFLECTION, true, SPECIFIC_AVRO_KEY_TYPE, type, SPECIFIC_AVRO_VALUE_TYPE, type);
  }

  /** All settings with type, default and description. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }
}
