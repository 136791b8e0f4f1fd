package dev.stele.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.SchemaType;
import dev.stele.serde.client.RegistryClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The subject names the reference's strategies have given, with the reference's class names. */
final class SubjectNameConformanceTest {
  private static final List<JsonNode> CASES = Conformance.cases("subjects-avro.jsonl");
  private static final String REFERENCE = "io.confluent.kafka.serializers.subject.";

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  static Stream<JsonNode> cases() {
    return CASES.stream();
  }

  @Test
  void recordedCases_areAllHere() {
    assertThat(CASES).hasSize(369);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void subject_ofRecordedCase_isTheRecordedOne(JsonNode recorded) {
    boolean isKey = recorded.get("isKey").asBoolean();
    SubjectNameStrategy strategy = configured(recorded, isKey);
    String topic = recorded.get("topic").textValue();
    if (recorded.has("error")) {
      String expected =
          recorded
              .get("error")
              .asText()
              .replace(SerializationException.class.getName() + ": ", "")
              .replace(REFERENCE, "dev.stele.serde.");
      assertThatThrownBy(() -> strategy.subject(topic, isKey, schema(recorded)))
          .isInstanceOf(SerializationException.class)
          .hasMessage(expected);
    } else {
      assertThat(strategy.subject(topic, isKey, schema(recorded)))
          .isEqualTo(Optional.ofNullable(recorded.get("subject").textValue()));
    }
  }

  private SubjectNameStrategy configured(JsonNode recorded, boolean isKey) {
    String setting = isKey ? "key.subject.name.strategy" : "value.subject.name.strategy";
    Map<String, Object> settings = new HashMap<>();
    settings.put(setting, REFERENCE + recorded.get("strategy").asText());
    String fallback = recorded.path("fallback").asText("(default)");
    if (!fallback.equals("(default)")) {
      settings.put("subject.name.strategy.fallback.type", fallback);
    }
    SubjectNameStrategy strategy = SerdeConfig.of(settings, isKey).subjects();
    strategy.useClient(RegistryClient.of(registry.url()));
    return strategy;
  }

  private static @Nullable MessageSchema schema(JsonNode recorded) {
    if (recorded.get("schema").isNull()) {
      return null;
    }
    Schema schema = new Schema.Parser().parse(recorded.get("schema").asText());
    return new MessageSchema(
        SchemaType.AVRO,
        schema.getType() == Schema.Type.RECORD
            ? Optional.of(schema.getFullName())
            : Optional.empty());
  }
}
