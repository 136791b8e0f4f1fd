package dev.stele.serde.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The subject names the reference's strategies have given, with the reference's class names. */
final class SubjectNameConformanceTest {
  private static final List<JsonNode> CASES =
      Conformance.cases("subjects.jsonl").stream()
          .filter(one -> one.has("reference") || one.path("format").asText().equals("PROTOBUF"))
          .toList();
  private static final String REFERENCE = "io.confluent.kafka.serializers.subject.";

  static Stream<JsonNode> references() {
    return CASES.stream().filter(recorded -> recorded.has("reference"));
  }

  /** What depends on associations is no different for Protobuf, and tested with the strategy. */
  static Stream<JsonNode> messages() {
    return CASES.stream()
        .filter(recorded -> !recorded.has("reference"))
        .filter(recorded -> !strategy(recorded).startsWith("Associated"));
  }

  @Test
  void recordedCases_areAllHere() {
    assertThat(CASES).hasSize(257);
    assertThat(references()).hasSize(20);
    assertThat(messages()).hasSize(208);
  }

  @ParameterizedTest
  @MethodSource("references")
  void subject_ofImportedFile_isTheRecordedOne(JsonNode recorded) {
    String setting = ProtobufConfig.REFERENCE_SUBJECT_NAME_STRATEGY;
    boolean isKey = recorded.get("isKey").asBoolean();
    ReferenceSubjectNameStrategy strategy =
        ProtobufSettings.of(Map.of(setting, REFERENCE + strategy(recorded)), isKey)
            .referenceSubjects();
    MessageSchema schema = new MessageSchema(SchemaType.PROTOBUF, Optional.empty());
    assertThat(
            strategy.subject(
                recorded.get("reference").asText(), recorded.get("topic").asText(), isKey, schema))
        .isEqualTo(recorded.get("subject").asText());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void subject_ofMessage_isTheRecordedOne(JsonNode recorded) {
    boolean isKey = recorded.get("isKey").asBoolean();
    String setting = isKey ? "key.subject.name.strategy" : "value.subject.name.strategy";
    SubjectNameStrategy strategy =
        SerdeSettings.of(Map.of(setting, REFERENCE + strategy(recorded)), isKey).subjects();
    assertThat(strategy.subject(recorded.get("topic").textValue(), isKey, schema(recorded)))
        .isEqualTo(Optional.ofNullable(recorded.get("subject").textValue()));
  }

  private static String strategy(JsonNode recorded) {
    return recorded.get("strategy").asText();
  }

  private static MessageSchema schema(JsonNode recorded) {
    if (recorded.has("message")) {
      return new MessageSchema(SchemaType.PROTOBUF, Optional.of(recorded.get("message").asText()));
    }
    SchemaSource source =
        new SchemaSource(SchemaType.PROTOBUF, recorded.get("schema").asText(), List.of());
    return new MessageSchema(
        SchemaType.PROTOBUF,
        new ProtobufReadFormat(ProtobufSettings.of(Map.of(), false)).recordName(source));
  }
}
