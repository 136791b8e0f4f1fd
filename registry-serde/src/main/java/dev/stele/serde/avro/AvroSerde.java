package dev.stele.serde.avro;

import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/** {@link AvroSerializer} and {@link AvroDeserializer} as one, for Kafka Streams. */
public final class AvroSerde extends WrapperSerde<Object> {
  public AvroSerde() {
    super(new AvroSerializer(), new AvroDeserializer());
  }
}
