package dev.stele.it.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.serde.Exchange;
import dev.stele.it.serde.Message;
import dev.stele.schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** The serializers of Confluent's client for Python, of one format and for keys or for values. */
record PythonSerdes(ForeignClient client, SchemaType type, boolean isKey) {
  private static final @Nullable String NO_STRATEGY = null;

  /** Writes an exchange's value; registers its schema. */
  Message write(String topic, Exchange exchange) {
    JsonNode message =
        switch (type.name()) {
          case "AVRO" ->
              client.call("serialize_avro", topic, exchange.schema(), exchange.value(), isKey);
          case "JSON" ->
              client.call(
                  "serialize_json", topic, exchange.schema(), exchange.value(), NO_STRATEGY, isKey);
          default ->
              client.call(
                  "serialize_protobuf",
                  topic,
                  exchange.files(),
                  exchange.type(),
                  exchange.value(),
                  NO_STRATEGY,
                  isKey);
        };
    return Message.of(message.textValue());
  }

  /** What they read. */
  JsonNode read(String topic, Exchange exchange, Message message) {
    String hex = message.message();
    return switch (type.name()) {
      case "AVRO" -> client.call("deserialize_avro", topic, hex, isKey);
      case "JSON" -> client.call("deserialize_json", topic, exchange.schema(), hex, isKey);
      default ->
          client.call("deserialize_protobuf", topic, exchange.files(), exchange.type(), hex, isKey);
    };
  }
}
