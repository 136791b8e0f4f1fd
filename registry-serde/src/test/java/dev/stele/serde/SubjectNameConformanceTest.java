package dev.stele.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.SchemaType;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.fixture.Conformance;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.internal.settings.SerdeSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The subject names the reference's strategies have given to messages of all formats, with the
 * reference's class names and a registry that knows no associations.
 */
final class SubjectNameConformanceTest {
  private static final String REFERENCE = "io.confluent.kafka.serializers.subject.";
  private static final FakeRegistry REGISTRY = new FakeRegistry();
  private static final RegistryClient CLIENT = RegistryClient.of(REGISTRY.url());

  @AfterAll
  static void close() {
    REGISTRY.close();
  }

  /** Those about references' subjects concern Protobuf alone. */
  static Stream<JsonNode> ofMessages() {
    return Conformance.cases("subjects.jsonl").stream()
        .filter(recorded -> !recorded.has("reference"));
  }

  @Test
  void everyStrategyOfMessages_isThere() {
    assertThat(ofMessages().map(SubjectNameConformanceTest::strategy).distinct())
        .containsExactlyInAnyOrder(
            "AssociatedNameStrategy",
            "TopicNameStrategy",
            "RecordNameStrategy",
            "TopicRecordNameStrategy");
    assertThat(ofMessages()).hasSize(834);
  }

  @ParameterizedTest
  @MethodSource("ofMessages")
  void subject_ofRecordedCase_isTheRecordedOne(JsonNode recorded) {
    boolean isKey = recorded.get("isKey").asBoolean();
    SubjectNameStrategy strategy = configured(recorded, isKey);
    @Nullable String topic = recorded.get("topic").textValue();
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

  private static SubjectNameStrategy configured(JsonNode recorded, boolean isKey) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        isKey ? "key.subject.name.strategy" : "value.subject.name.strategy",
        REFERENCE + strategy(recorded));
    String fallback = recorded.path("fallback").asText("(default)");
    if (!fallback.equals("(default)")) {
      settings.put("subject.name.strategy.fallback.type", fallback);
    }
    SubjectNameStrategy strategy = SerdeSettings.of(settings, isKey).subjects();
    strategy.useClient(CLIENT);
    return strategy;
  }

  private static String strategy(JsonNode recorded) {
    return recorded.get("strategy").asText();
  }

  private static @Nullable MessageSchema schema(JsonNode recorded) {
    if (recorded.get("schema").isNull()) {
      return null;
    }
    return new MessageSchema(
        new SchemaType(recorded.get("format").asText()),
        Optional.ofNullable(recorded.get("recordName").textValue()));
  }
}
