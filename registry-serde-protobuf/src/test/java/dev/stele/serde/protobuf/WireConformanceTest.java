package dev.stele.serde.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.stele.schema.protobuf.ProtobufDescriptors;
import dev.stele.serde.fixture.Conformance;
import dev.stele.serde.fixture.FakeRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes the reference's Protobuf serializer has produced, both ways. */
final class WireConformanceTest {
  private static final List<JsonNode> CASES = Conformance.cases("wire-protobuf.jsonl");

  static Stream<JsonNode> cases() {
    return CASES.stream();
  }

  @Test
  void recordedCases_areAllHere() {
    assertThat(CASES).hasSize(68);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void serialize_andBack_givesRecordedBytesAndValue(JsonNode recorded) {
    try (FakeRegistry registry = registryFor(recorded);
        ProtobufSerializer<DynamicMessage> serializer = new ProtobufSerializer<>();
        ProtobufDeserializer<DynamicMessage> deserializer = new ProtobufDeserializer<>()) {
      boolean isKey = recorded.get("isKey").asBoolean();
      String topic = recorded.get("topic").asText();
      serializer.configure(settings(recorded, registry), isKey);
      deserializer.configure(settings(recorded, registry), isKey);
      DynamicMessage message = message(recorded);
      Headers headers = new RecordHeaders();

      byte[] bytes = serializer.serialize(topic, headers, message);
      assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(recorded.get("hex").textValue());
      assertThat(headers).containsExactlyElementsOf(headers(recorded));
      DynamicMessage decoded =
          Objects.requireNonNull(deserializer.deserialize(topic, headers, bytes));
      assertThat(decoded.getDescriptorForType().getFullName())
          .isEqualTo(recorded.get("message").asText());
      assertThat(decoded.toByteString()).isEqualTo(message.toByteString());
      assertThat(decoded.getUnknownFields().asMap()).isEmpty();
      assertThat(serializer.serialize(topic, headers, decoded)).isEqualTo(bytes);
      assertThat(headers).containsExactlyElementsOf(headers(recorded));
      String subject = recorded.get("subject").asText();
      assertThat(registry.requests())
          .anyMatch(r -> r.contains("/subjects/" + subject) || r.contains("subject=" + subject));
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

  /** Holds the recorded text and no other: what is sent has to be equal to it. */
  private static FakeRegistry registryFor(JsonNode recorded) {
    FakeRegistry registry = new FakeRegistry();
    for (JsonNode dependency : recorded.path("deps")) {
      String text = text(Protos.file(dependency.get("schema").asText()));
      registry.put(dependency.get("subject").asText(), Protos.stored(text));
    }
    registry.nextId(recorded.get("schemaId").asInt());
    ObjectNode stored = Protos.stored(recorded.get("registeredSchema").asText());
    stored.set("guid", recorded.get("guid"));
    if (recorded.has("references")) {
      stored.set("references", recorded.get("references"));
    }
    registry.put(recorded.get("subject").asText(), stored);
    registry.nextId(1_000_000_000);
    return registry;
  }

  private static String text(FileDescriptor file) {
    return ProtobufDescriptors.text(file);
  }

  private static Map<String, Object> settings(JsonNode recorded, FakeRegistry registry) {
    Map<String, Object> settings = new HashMap<>(Map.of("schema.registry.url", registry.url()));
    recorded
        .path("config")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    return settings;
  }

  private static DynamicMessage message(JsonNode recorded) {
    List<String> imports = new ArrayList<>();
    for (JsonNode dependency : recorded.path("deps")) {
      imports.add(dependency.get("subject").asText());
      imports.add(dependency.get("schema").asText());
    }
    FileDescriptor file =
        Protos.file(recorded.get("schema").asText(), imports.toArray(String[]::new));
    String name = recorded.get("message").asText();
    String inPackage =
        file.getPackage().isEmpty() ? name : name.substring(file.getPackage().length() + 1);
    Descriptor type = Protos.type(file, inPackage);
    return Protos.message(type, recorded.get("value").toString());
  }
}
