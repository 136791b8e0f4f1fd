package dev.stele.it.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.it.serde.Exchange;
import dev.stele.it.serde.Message;
import dev.stele.schema.SchemaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The serializers of Confluent's client for Node.js, of one format and for keys or for values. */
record NodeSerdes(ForeignClient client, SchemaType type, boolean isKey) {
  /** Registers the schema of an exchange for a topic; not of Protobuf, which does so itself. */
  void register(String topic, Exchange exchange) {
    if (!type.equals(SchemaType.PROTOBUF)) {
      String subject = topic + (isKey ? "-key" : "-value");
      client.call(
          "register", subject, Map.of("schemaType", type.name(), "schema", exchange.schema()));
    }
  }

  /** Writes an exchange's value. */
  Message write(String topic, Exchange exchange, boolean inHeader) {
    @Nullable Map<String, String> headers = inHeader ? Map.of() : null;
    if (type.equals(SchemaType.PROTOBUF)) {
      return Message.of(
          client.call(
              "serializeProtobuf",
              topic,
              exchange.files(),
              exchange.type(),
              exchange.value(),
              settings("autoRegisterSchemas"),
              headers));
    }
    return Message.of(
        client.call(
            "serialize", name(), topic, exchange.value(), settings("useLatestVersion"), headers));
  }

  /** What they read, as {@link #expected} has it. */
  JsonNode read(String topic, Message message) {
    Map<String, String> headers = message.headers();
    Map<String, Object> settings = Map.of("key", isKey);
    if (type.equals(SchemaType.PROTOBUF)) {
      return client.call("deserializeProtobuf", topic, message.message(), headers, settings);
    }
    return client.call("deserialize", name(), topic, message.message(), headers, settings);
  }

  JsonNode expected(Exchange exchange) {
    if (type.equals(SchemaType.PROTOBUF)) {
      return new JsonMapper()
          .createObjectNode()
          .put("type", exchange.type())
          .set("value", exchange.value());
    }
    return exchange.value();
  }

  private Map<String, Object> settings(String how) {
    return Map.of("key", isKey, how, true);
  }

  /** As the client has it in the names of its classes. */
  private String name() {
    return type.equals(SchemaType.AVRO) ? "Avro" : "Json";
  }
}
