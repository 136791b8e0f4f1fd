package dev.stele.it.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * An application that writes and reads values of one format for as long as it runs, with one
 * serializer and one deserializer. It retries twice, soon.
 */
final class Application implements AutoCloseable {
  private final OurFormat format;
  private final Serializer<Object> serializer;
  private final Deserializer<Object> deserializer;

  Application(OurFormat format, String registryUrl, Map<String, ?> more) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "schema.registry.url", registryUrl,
                "max.retries", 2,
                "retries.wait.ms", 1,
                "retries.max.wait.ms", 2));
    settings.putAll(more);
    this.format = format;
    serializer = format.serializer();
    serializer.configure(settings, false);
    deserializer = format.deserializer();
    deserializer.configure(settings, false);
  }

  byte[] write(String topic, Exchange exchange) {
    return serializer.serialize(topic, format.value(exchange));
  }

  JsonNode read(String topic, Exchange exchange, byte[] message) {
    return format.shown(exchange, read(topic, message));
  }

  /** The object that a message stands for. */
  Object read(String topic, byte[] message) {
    return deserializer.deserialize(topic, message);
  }

  @Override
  public void close() {
    serializer.close();
    deserializer.close();
  }
}
