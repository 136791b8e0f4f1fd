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

/**
 * What the settings of {@link AvroConfig} say to one serializer or deserializer.
 *
 * @param readerType the class to read into, if one is set for this side
 */
record AvroSettings(
    boolean isKey,
    boolean reflection,
    boolean reflectionAllowNull,
    boolean logicalTypes,
    boolean removeJavaProperties,
    boolean specificReader,
    Optional<Class<?>> readerType,
    boolean failOnTrailingData) {
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

  private static final ConfigDef DEFINITION = AvroConfig.definition();

  /** Reads the settings and ignores unknown ones. */
  static AvroSettings of(Map<String, ?> configs, boolean isKey) {
    AbstractConfig values = Settings.parse(DEFINITION, configs);
    return new AvroSettings(
        isKey,
        values.getBoolean(AvroConfig.SCHEMA_REFLECTION),
        values.getBoolean(AvroConfig.AVRO_REFLECTION_ALLOW_NULL),
        values.getBoolean(AvroConfig.AVRO_USE_LOGICAL_TYPE_CONVERTERS),
        values.getBoolean(AvroConfig.AVRO_REMOVE_JAVA_PROPERTIES),
        values.getBoolean(AvroConfig.SPECIFIC_AVRO_READER),
        Optional.ofNullable(
            values.getClass(
                isKey ? AvroConfig.SPECIFIC_AVRO_KEY_TYPE : AvroConfig.SPECIFIC_AVRO_VALUE_TYPE)),
        values.getBoolean(AvroConfig.AVRO_FAIL_ON_TRAILING_DATA));
  }

  /** The settings that make a class what is read. */
  static Map<String, Object> reading(Class<?> type) {
    if (SpecificRecord.class.isAssignableFrom(type)) {
      return Modifier.isAbstract(type.getModifiers())
          ? Map.of(AvroConfig.SPECIFIC_AVRO_READER, true)
          : Map.of(
              AvroConfig.SPECIFIC_AVRO_KEY_TYPE, type, AvroConfig.SPECIFIC_AVRO_VALUE_TYPE, type);
    }
    boolean generic =
        type.isAssignableFrom(GenericData.Record.class)
            || GENERIC.stream().anyMatch(one -> one.isAssignableFrom(type));
    return generic
        ? Map.of()
        : Map.of(
            AvroConfig.SCHEMA_REFLECTION,
            true,
            AvroConfig.SPECIFIC_AVRO_KEY_TYPE,
            type,
            AvroConfig.SPECIFIC_AVRO_VALUE_TYPE,
            type);
  }
}
