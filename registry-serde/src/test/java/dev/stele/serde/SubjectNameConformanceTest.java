package dev.stele.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.SchemaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The subject names the reference's strategies have given, with the reference's class names. */
final class SubjectNameConformanceTest {
  private static final List<JsonNode> CASES = Conformance.cases("subjects-avro.jsonl");
  private static final String REFERENCE = "io.confluent.kafka.serializers.subject.";

  /** AssociatedNameStrategy asks the registry for associations, which come in a later version. */
  static Stream<JsonNode> built() {
    return CASES.stream().filter(recorded -> !strategy(recorded).startsWith("Associated"));
  }

  @Test
  void everyRecordedCase_isTestedOrAssociated() {
    assertThat(built().count()).isEqualTo(307);
    assertThat(CASES).hasSize(369);
  }

  @ParameterizedTest
  @MethodSource("built")
  void subject_ofRecordedCase_isTheRecordedOne(JsonNode recorded) {
    boolean isKey = recorded.get("isKey").asBoolean();
    SubjectNameStrategy strategy = configured(REFERENCE + strategy(recorded), isKey);
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

  @Test
  void associatedStrategy_isRefusedByName() {
    assertThatThrownBy(() -> configured(REFERENCE + "AssociatedNameStrategy", false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("AssociatedNameStrategy")
        .hasMessageContaining("value.subject.name.strategy");
  }

  private static SubjectNameStrategy configured(String className, boolean isKey) {
    String setting = isKey ? "key.subject.name.strategy" : "value.subject.name.strategy";
    return SerdeConfig.of(Map.of(setting, className), isKey).subjects();
  }

  private static String strategy(JsonNode recorded) {
    return recorded.get("strategy").asText();
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
