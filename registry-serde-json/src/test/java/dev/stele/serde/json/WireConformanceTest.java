package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.fixture.Conformance;
import dev.stele.serde.fixture.FakeRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes the reference's JSON Schema serializer has produced, both ways. */
final class WireConformanceTest {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final List<JsonNode> CASES =
      Conformance.resource("/conformance/wire-json.jsonl")
          .lines()
          .map(WireConformanceTest::parse)
          .toList();

  private static JsonNode parse(String json) {
    try {
      return EXACT.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> written() {
    return CASES.stream().filter(recorded -> !recorded.has("error"));
  }

  static Stream<JsonNode> refused() {
    return CASES.stream().filter(recorded -> recorded.has("error"));
  }

  @Test
  void recordedCases_areAllHere() {
    assertThat(CASES).hasSize(32);
    assertThat(refused()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("written")
  void serialize_andBack_givesRecordedBytesAndValue(JsonNode recorded) {
    try (FakeRegistry registry = registryFor(recorded);
        JsonSchemaSerializer<Object> serializer = new JsonSchemaSerializer<>();
        JsonSchemaDeserializer<Object> deserializer = new JsonSchemaDeserializer<>()) {
      boolean isKey = recorded.get("isKey").asBoolean();
      String topic = recorded.get("topic").asText();
      Map<String, Object> settings = settings(recorded, registry);
      serializer.configure(settings, isKey);
      settings.put(isKey ? "json.key.type" : "json.value.type", JsonNode.class);
      deserializer.configure(settings, isKey);
      Headers headers = new RecordHeaders();

      byte[] bytes = serializer.serialize(topic, headers, envelope(recorded));
      assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(recorded.get("hex").asText());
      assertThat(headers).containsExactlyElementsOf(headers(recorded));

      Object decoded = deserializer.deserialize(topic, headers, bytes);
      assertThat(decoded).hasToString(recorded.get("decoded").asText());
      assertThat(registry.requests())
          .anyMatch(r -> r.contains("/subjects/" + recorded.get("subject").asText()));
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void serialize_whatTheReferenceRefuses_isRefused(JsonNode recorded) {
    try (FakeRegistry registry = registryFor(recorded);
        JsonSchemaSerializer<Object> serializer = new JsonSchemaSerializer<>()) {
      serializer.configure(settings(recorded, registry), recorded.get("isKey").asBoolean());

      assertThatThrownBy(() -> serializer.serialize("t", new RecordHeaders(), envelope(recorded)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining(
              recorded.get("tag").asText().startsWith("validate")
                  ? "/a: "
                  : "In configuration value.subject.name.strategy =");
    }
  }

  private static ObjectNode envelope(JsonNode recorded) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("schema", parse(recorded.get("schema").asText()));
    if (recorded.has("references")) {
      envelope.set("references", recorded.get("references"));
    }
    envelope.set("payload", recorded.get("value"));
    return envelope;
  }

  private static List<Header> headers(JsonNode recorded) {
    List<Header> headers = new ArrayList<>();
    for (JsonNode header : recorded.get("headers")) {
      headers.add(
          new RecordHeader(
              header.get("key").asText(), HexFormat.of().parseHex(header.get("hex").asText())));
    }
    return headers;
  }

  private static FakeRegistry registryFor(JsonNode recorded) {
    FakeRegistry registry = new FakeRegistry();
    for (JsonNode dependency : recorded.path("deps")) {
      ObjectNode stored = JsonNodeFactory.instance.objectNode();
      stored.put("schemaType", "JSON").set("schema", dependency.get("schema"));
      registry.put(dependency.get("subject").asText(), stored);
    }
    registry.nextId(recorded.get("schemaId").asInt());
    if (recorded.has("registeredSchema")) {
      ObjectNode stored = JsonNodeFactory.instance.objectNode().put("schemaType", "JSON");
      stored.set("schema", recorded.get("registeredSchema"));
      stored.set("guid", recorded.get("guid"));
      if (recorded.has("references")) {
        stored.set("references", recorded.get("references"));
      }
      registry.put(recorded.get("subject").asText(), stored);
    }
    return registry;
  }

  private static Map<String, Object> settings(JsonNode recorded, FakeRegistry registry) {
    Map<String, Object> settings = new HashMap<>(Map.of("schema.registry.url", registry.url()));
    recorded
        .path("config")
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    return settings;
  }
}
