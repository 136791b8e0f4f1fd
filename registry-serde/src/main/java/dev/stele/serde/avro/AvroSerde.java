package dev.stele.serde.avro;

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
}
