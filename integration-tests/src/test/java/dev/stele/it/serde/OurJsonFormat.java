package dev.stele.it.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaType;
import dev.stele.serde.json.JsonSchemaDeserializer;
import dev.stele.serde.json.JsonSchemaSerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** JSON Schema, with trees to send, and what comes by itself received. */
public final class OurJsonFormat implements OurFormat {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public SchemaType type() {
    return SchemaType.JSON;
  }

  @Override
  public Serializer<Object> serializer() {
    return new JsonSchemaSerializer<>();
  }

  @Override
  public Deserializer<Object> deserializer() {
    return new JsonSchemaDeserializer<>();
  }

  @Override
  public Object value(Exchange exchange) {
    return envelope(exchange.json().get("schema"), exchange.value());
  }

  @Override
  public JsonNode shown(Exchange exchange, Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public JsonNode expected(Exchange exchange) {
    return exchange.value();
  }

  @Override
  public Object valueOfSchema(int number) {
    return envelope(
        JSON.createObjectNode().put("title", "Number" + number), JSON.createObjectNode());
  }

  @Override
  public Object schema(Object value) {
    return ((JsonNode) value).get("schema");
  }

  /** A value with its schema, as applications give what has no class. */
  private static JsonNode envelope(JsonNode schema, JsonNode payload) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.set("schema", schema);
    envelope.set("payload", payload);
    return envelope;
  }

  @Override
  public String toString() {
    return type().name();
  }
}
