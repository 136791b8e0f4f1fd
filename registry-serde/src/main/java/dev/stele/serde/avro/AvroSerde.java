package dev.stele.serde.avro;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/**
 * {@link AvroSerializer} and {@link AvroDeserializer} as one, for Kafka Streams.
 *
 * @param <T> what the application reads and writes
 */
public final class AvroSerde<T> extends WrapperSerde<T> {
  public AvroSerde() {
    super(new AvroSerializer<>(), new AvroDeserializer<>());
  }

  AvroSerde(AvroSerializer<T> serializer, AvroDeserializer<T> deserializer) {
    super(serializer, deserializer);
  }

  /**
   * Makes both ready, or neither.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong or
   *     contradicts another
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    try {
      super.configure(configs, isKey);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Settings as methods, for code that makes its own serde; for generic data. */
  public static AvroSerdeBuilder<Object> builder() {
    return new AvroSerdeBuilder<>(Object.class);
  }

  /**
   * Settings as methods, for code that makes its own serde: {@code
   * AvroSerde.builder(Order.class).registry(url).forValues()}.
   *
   * @param type what to write and read: a class that Avro has generated or, by reflection, any
   *     other; {@code GenericRecord} for generic records
   */
  public static <T> AvroSerdeBuilder<T> builder(Class<T> type) {
    return new AvroSerdeBuilder<>(type);
  }
}
