package dev.stele.serde.json;

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
