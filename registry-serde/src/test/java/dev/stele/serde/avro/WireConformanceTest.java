package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.fixture.Conformance;
import dev.stele.serde.fixture.FakeRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes the reference's Avro serializer has produced, both ways. */
final class WireConformanceTest {
  private static final List<JsonNode> CASES = Conformance.cases("wire-avro.jsonl");

  static Stream<JsonNode> cases() {
    return CASES.stream();
  }

  @Test
  void recordedCases_areAllHere() {
    assertThat(CASES).hasSize(71);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void serialize_andBack_givesRecordedBytesAndValue(JsonNode recorded) throws IOException {
    try (FakeRegistry registry = registryFor(recorded);
        AvroSerializer<Object> serializer = new AvroSerializer<>();
        AvroDeserializer<Object> deserializer = new AvroDeserializer<>()) {
      boolean isKey = recorded.get("isKey").asBoolean();
      String topic = recorded.get("topic").asText();
      serializer.configure(settings(recorded, registry), isKey);
      deserializer.configure(settings(recorded, registry), isKey);
      Schema schema = schema(recorded);
      Object value = value(recorded, schema);
      Headers headers = new RecordHeaders();

      byte[] bytes = serializer.serialize(topic, headers, withSchema(schema, value));
      assertThat(bytes == null ? null : HexFormat.of().formatHex(bytes))
          .isEqualTo(recorded.get("hex").textValue());
      assertThat(headers).containsExactlyElementsOf(headers(recorded));
      if (bytes != null) {
        Object decoded = deserializer.deserialize(topic, headers, bytes);
        assertThat(plain(decoded)).isEqualTo(plain(value));
        assertThat(serializer.serialize(topic, headers, withSchema(schema, decoded)))
            .isEqualTo(bytes);
        assertThat(headers).containsExactlyElementsOf(headers(recorded));
        String subject = recorded.get("subject").asText();
        assertThat(registry.requests())
            .anyMatch(r -> r.contains("/subjects/" + subject) || r.contains("subject=" + subject));
      } else {
        assertThat(registry.requests()).isEmpty();
      }
    }
  }

  private static List<Header> headers(JsonNode recorded) {
    List<Header> headers = new ArrayList<>();
    recorded
        .get("headers")
        .forEach(
            header ->
                headers.add(
                    new RecordHeader(
                        header.get("key").asText(),
                        HexFormat.of().parseHex(header.get("hex").asText()))));
    return headers;
  }

  private static FakeRegistry registryFor(JsonNode recorded) {
    FakeRegistry registry = new FakeRegistry();
    for (JsonNode dependency : recorded.path("deps")) {
      registry.put(dependency.get("subject").asText(), dependency.get("schema").asText());
    }
    registry.nextId(recorded.get("schemaId").asInt());
    ObjectNode stored =
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", recorded.get("registeredSchema").asText());
    if (recorded.has("guid")) {
      stored.set("guid", recorded.get("guid"));
    }
    if (recorded.has("references")) {
      stored.set("references", recorded.get("references"));
    }
    registry.put(recorded.get("subject").asText(), stored);
    if (recorded.has("references")) {
      // A serializer sends the schema in one piece; the recorded one was sent with references.
      String answer =
          "{\"id\": %s, \"guid\": %s}".formatted(recorded.get("schemaId"), recorded.get("guid"));
      registry.fail(
          request -> request.startsWith("POST") ? new FakeRegistry.Answer(200, answer) : null);
    }
    return registry;
  }

  private static Map<String, Object> settings(JsonNode recorded, FakeRegistry registry) {
    Map<String, Object> settings = new HashMap<>(Map.of("schema.registry.url", registry.url()));
    recorded
        .path("config")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    return settings;
  }

  private static Schema schema(JsonNode recorded) {
    Schema.Parser parser = new Schema.Parser();
    recorded.path("deps").forEach(dependency -> parser.parse(dependency.get("schema").asText()));
    return parser.parse(recorded.get("schema").asText());
  }

  private static @Nullable Object value(JsonNode recorded, Schema schema) throws IOException {
    String json = recorded.get("value").toString();
    return new GenericDatumReader<@Nullable Object>(schema)
        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }

  private static @Nullable Object withSchema(Schema schema, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return value instanceof GenericContainer container && container.getSchema().equals(schema)
        ? value
        : new AvroValue(schema, value);
  }

  /** Text and bytes in one form each, so that equal data is equal. */
  private static @Nullable String plain(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return HexFormat.of().formatHex(bytes);
    }
    return value == null ? null : GenericData.get().toString(value);
  }
}
