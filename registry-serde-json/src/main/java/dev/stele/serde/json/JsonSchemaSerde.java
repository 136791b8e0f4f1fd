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
}
