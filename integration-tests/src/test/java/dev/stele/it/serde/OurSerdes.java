package dev.stele.it.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** What our serdes make of the messages of others, and what others get to read of ours. */
public record OurSerdes(String registryUrl, OurFormat format) {
  /** Settings that put the GUID into a header. */
  public static final Map<String, Object> IN_HEADER =
      Map.of(
          "key.schema.id.serializer",
          "io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer",
          "value.schema.id.serializer",
          "io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer");

  /** Settings that take the schema that is registered. */
  public static final Map<String, Object> LATEST =
      Map.of(
          "auto.register.schemas", false,
          "use.latest.version", true,
          "latest.compatibility.strict", false);

  /** Writes an exchange's value as a record's value. */
  public Message write(String topic, Exchange exchange) {
    return write(topic, false, exchange, Map.of());
  }

  public Message write(String topic, boolean isKey, Exchange exchange, Map<String, ?> settings) {
    try (Serializer<Object> serializer = format.serializer()) {
      serializer.configure(settings(settings), isKey);
      Headers headers = new RecordHeaders();
      return Message.of(serializer.serialize(topic, headers, format.value(exchange)), headers);
    }
  }

  /** Reads what was written of an exchange's value as a record's value, and shows it. */
  public JsonNode read(String topic, Exchange exchange, Message message) {
    return read(topic, false, exchange, message);
  }

  public JsonNode read(String topic, boolean isKey, Exchange exchange, Message message) {
    try (Deserializer<Object> deserializer = format.deserializer()) {
      deserializer.configure(settings(Map.of()), isKey);
      Object value = deserializer.deserialize(topic, message.recordHeaders(), message.bytes());
      return format.shown(exchange, value);
    }
  }

  private Map<String, Object> settings(Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("schema.registry.url", registryUrl);
    return settings;
  }
}
