package dev.stele.serde.json;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/**
 * {@link JsonSchemaSerializer} and {@link JsonSchemaDeserializer} as one, for Kafka Streams.
 *
 * @param <T> what the application reads and writes
 */
public final class JsonSchemaSerde<T> extends WrapperSerde<T> {
  public JsonSchemaSerde() {
    super(new JsonSchemaSerializer<>(), new JsonSchemaDeserializer<>());
  }

  JsonSchemaSerde(JsonSchemaSerializer<T> serializer, JsonSchemaDeserializer<T> deserializer) {
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

  /** Settings as methods, for code that makes its own serde; reads what the schema says. */
  public static JsonSchemaSerdeBuilder<Object> builder() {
    return new JsonSchemaSerdeBuilder<>(Object.class);
  }

  /**
   * Settings as methods, for code that makes its own serde: {@code
   * JsonSchemaSerde.builder(Order.class).registry(url).forValues()}.
   *
   * @param type what to write and read
   */
  public static <T> JsonSchemaSerdeBuilder<T> builder(Class<T> type) {
    return new JsonSchemaSerdeBuilder<>(type);
  }
}
