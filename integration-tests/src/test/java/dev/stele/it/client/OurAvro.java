package dev.stele.it.client;

import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroJson;
import dev.stele.serde.avro.AvroSerializer;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;

/** What our serdes make of the messages of others, and what others get to read of ours. */
record OurAvro(String registryUrl, Schema schema) {
  OurAvro(String registryUrl, String schema) {
    this(registryUrl, new Schema.Parser().parse(schema));
  }

  /** A message in hex of a value in JSON. */
  String serialize(String topic, String value) {
    try (AvroSerializer<Object> serializer = new AvroSerializer<>()) {
      serializer.configure(settings(), false);
      return HexFormat.of().formatHex(serializer.serialize(topic, AvroJson.read(value, schema)));
    }
  }

  /** The value in JSON of a message in hex. */
  String deserialize(String topic, String message) {
    try (AvroDeserializer<Object> deserializer = new AvroDeserializer<>()) {
      deserializer.configure(settings(), false);
      byte[] bytes = HexFormat.of().parseHex(message);
      return AvroJson.write(deserializer.deserialize(topic, bytes), schema);
    }
  }

  private Map<String, Object> settings() {
    return Map.of("schema.registry.url", registryUrl);
  }
}
