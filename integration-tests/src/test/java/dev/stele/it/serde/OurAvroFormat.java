package dev.stele.it.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaType;
import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroJson;
import dev.stele.serde.avro.AvroSerializer;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Avro, with generic values. */
public final class OurAvroFormat implements OurFormat {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public SchemaType type() {
    return SchemaType.AVRO;
  }

  @Override
  public Serializer<Object> serializer() {
    return new AvroSerializer<>();
  }

  @Override
  public Deserializer<Object> deserializer() {
    return new AvroDeserializer<>();
  }

  @Override
  public Object value(Exchange exchange) {
    JsonNode json = exchange.ours().orElseGet(() -> plain(exchange.value()));
    return Objects.requireNonNull(AvroJson.read(json.toString(), schema(exchange)));
  }

  @Override
  public JsonNode shown(Exchange exchange, Object value) {
    try {
      Object datum = value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
      return JSON.readTree(AvroJson.write(datum, schema(exchange)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public JsonNode expected(Exchange exchange) {
    return shown(exchange, value(exchange));
  }

  @Override
  public Object valueOfSchema(int number) {
    return new GenericRecordBuilder(
            SchemaBuilder.record("Number" + number).fields().requiredInt("n").endRecord())
        .set("n", number)
        .build();
  }

  @Override
  public Object schema(Object value) {
    return ((GenericRecord) value).getSchema();
  }

  @Override
  public String toString() {
    return type().name();
  }

  private static Schema schema(Exchange exchange) {
    return new Schema.Parser().parse(exchange.schema());
  }

  /** Bytes as strings. */
  private static JsonNode plain(JsonNode value) {
    if (value.has("$bytes")) {
      return value.get("$bytes");
    }
    if (value instanceof ObjectNode object) {
      ObjectNode plain = JSON.createObjectNode();
      object.properties().forEach(member -> plain.set(member.getKey(), plain(member.getValue())));
      return plain;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode plain = JSON.createArrayNode();
      array.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    return value;
  }
}
