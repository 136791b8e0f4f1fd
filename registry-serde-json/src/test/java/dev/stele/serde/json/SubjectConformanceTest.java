package dev.stele.serde.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.serde.MessageSchema;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.fixture.Conformance;
import dev.stele.serde.internal.settings.SerdeSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The subject names the reference's strategies have given for JSON schemas. */
final class SubjectConformanceTest {
  private static final List<JsonNode> CASES =
      Conformance.cases("subjects.jsonl").stream()
          .filter(recorded -> recorded.path("format").asText().equals("JSON"))
          .toList();
  private static final String REFERENCE = "io.confluent.kafka.serializers.subject.";

  /** Associations are asked of a registry, and know of no format. */
  static Stream<JsonNode> ofSchemas() {
    return CASES.stream()
        .filter(recorded -> !recorded.get("strategy").asText().startsWith("Associated"));
  }

  @Test
  void recordedCases_areAllHere() {
    assertThat(CASES).hasSize(228);
    assertThat(ofSchemas().count()).isGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("ofSchemas")
  void subject_ofRecordedCase_isTheRecordedOne(JsonNode recorded) {
    boolean isKey = recorded.get("isKey").asBoolean();
    String setting = isKey ? "key.subject.name.strategy" : "value.subject.name.strategy";
    String strategy = REFERENCE + recorded.get("strategy").asText();
    SubjectNameStrategy subjects = SerdeSettings.of(Map.of(setting, strategy), isKey).subjects();
    String topic = recorded.get("topic").textValue();
    String text = recorded.get("schema").textValue();
    MessageSchema schema =
        text == null ? null : new MessageSchema(SchemaType.JSON, recordName(recorded, text));
    if (recorded.has("error")) {
      assertThatThrownBy(() -> subjects.subject(topic, isKey, schema))
          .isInstanceOf(SerializationException.class)
          .hasMessage(
              recorded
                  .get("error")
                  .asText()
                  .replace(SerializationException.class.getName() + ": ", "")
                  .replace(REFERENCE, "dev.stele.serde."));
    } else {
      assertThat(subjects.subject(topic, isKey, schema))
          .isEqualTo(Optional.ofNullable(recorded.get("subject").textValue()));
    }
  }

  private static Optional<String> recordName(JsonNode recorded, String text) {
    JsonReadFormat format = new JsonReadFormat(JsonSchemaSettings.of(Map.of(), false), 10);
    Optional<String> name = format.recordName(new SchemaSource(SchemaType.JSON, text, List.of()));
    assertThat(name).isEqualTo(Optional.ofNullable(recorded.get("recordName").textValue()));
    return name;
  }
}
