package dev.stele.serde.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.ContextNameStrategy;
import dev.stele.serde.RecordNameStrategy;
import dev.stele.serde.SubjectNameStrategy;
import dev.stele.serde.TopicNameStrategy;
import dev.stele.serde.client.SchemaOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SerdeSettingsTest {
  private static final String GUID = "095d71cf-1255-6b9d-5e33-0ad575b3df5d";
  private static final String REFERENCE = "io.confluent.kafka.serializers.";

  private static SerdeSettings settings(String... given) {
    Map<String, Object> configs = new HashMap<>();
    for (int i = 0; i < given.length; i += 2) {
      configs.put(given[i], given[i + 1]);
    }
    return SerdeSettings.of(configs, false);
  }

  @ParameterizedTest
  @CsvSource({
    "auto.register.schemas, yes",
    "normalize.schemas, 1",
    "propagate.schema.tags, on",
    "use.schema.id, seven",
    "use.schema.id, -2",
    "use.schema.guid, 7",
    "use.latest.version, latest",
    "use.latest.with.metadata, app",
    "use.latest.with.metadata, =2",
    "latest.compatibility.strict, no",
    "id.compatibility.strict, no",
    "use.message.indexes, first",
    "value.subject.name.strategy, java.lang.String",
    "value.subject.name.strategy, com.example.Missing",
    "value.schema.id.serializer, com.example.Mine",
    "value.schema.id.deserializer, HeaderSchemaIdSerializer",
    "context.name.strategy, java.lang.String"
  })
  void valueThatIsWrong_isRefusedByName(String setting, String value) {
    assertThatThrownBy(() -> settings(setting, value))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(setting)
        .hasMessageContaining(value);
  }

  @Test
  void fallbackOfAssociations_thatIsWrong_isRefusedByName() {
    assertThatThrownBy(() -> settings("subject.name.strategy.fallback.type", "SUBJECT"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("subject.name.strategy.fallback.type")
        .hasMessageContaining("SUBJECT");
  }

  @Test
  void idAndGuid_contradict() {
    assertThatThrownBy(() -> settings("use.schema.id", "1", "use.schema.guid", GUID))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("use.schema.id")
        .hasMessageContaining("use.schema.guid");
  }

  @Test
  void schemaFromSettings_needsOneThere() {
    String deserializer = "value.schema.id.deserializer";
    String fromSettings = REFERENCE + "schema.id.ConfigSchemaIdDeserializer";
    assertThatThrownBy(() -> settings(deserializer, fromSettings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ConfigSchemaIdDeserializer")
        .hasMessageContaining("use.schema.id")
        .hasMessageContaining("use.schema.guid");
    assertThat(settings(deserializer, fromSettings, "use.schema.id", "0").idSource())
        .isEqualTo(IdSource.CONFIG);
    assertThat(settings(deserializer, fromSettings, "use.schema.guid", GUID).idSource())
        .isEqualTo(IdSource.CONFIG);
  }

  @Test
  void settingsOfTheOtherSide_doNotCount() {
    assertThatCode(() -> settings("key.schema.id.serializer", "com.example.Mine"))
        .doesNotThrowAnyException();
    assertThat(settings("key.schema.id.serializer", "HeaderSchemaIdSerializer").idInHeader())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "schema.id.HeaderSchemaIdSerializer, true",
    "schema.id.PrefixSchemaIdSerializer, false"
  })
  void referencesClasses_sayWhereTheNameStands(String name, boolean inHeader) {
    assertThat(settings("value.schema.id.serializer", REFERENCE + name).idInHeader())
        .isEqualTo(inHeader);
  }

  @Test
  void values_areRead() {
    SchemaChoice choice =
        settings(
                "auto.register.schemas", "false",
                "normalize.schemas", "true",
                "propagate.schema.tags", "true",
                "use.latest.with.metadata", "app=2, major = 1",
                "schema.format", "resolved")
            .choice();
    assertThat(choice.autoRegister()).isFalse();
    assertThat(choice.options())
        .containsExactlyInAnyOrder(SchemaOption.NORMALIZE, SchemaOption.PROPAGATE_TAGS);
    assertThat(choice.latestMetadata()).isEqualTo(Map.of("app", "2", "major", "1"));
    assertThat(choice.latestStrict()).isTrue();
    assertThat(settings("use.message.indexes", "1,0").messageIndexes()).isEqualTo(List.of(1, 0));
  }

  @Test
  void contexts_standInFrontOfSubjects() {
    String topics = TopicNameStrategy.class.getName();
    SubjectNameStrategy subjects =
        settings(
                "context.name.strategy",
                Tenants.class.getName(),
                "value.subject.name.strategy",
                topics)
            .subjects();
    assertThat(subjects.subject("orders", false, null)).contains(":.tenant:orders-value");
    assertThat(subjects.subject("other", false, null)).contains("other-value");
    assertThat(
            settings(
                    "context.name.strategy",
                    REFERENCE + "context.NullContextNameStrategy",
                    "value.subject.name.strategy",
                    topics)
                .subjects()
                .subject("orders", false, null))
        .contains("orders-value");
  }

  @Test
  void contextBeforeTheSchema_isKnown() {
    SubjectNameStrategy records =
        settings(
                "context.name.strategy",
                Tenants.class.getName(),
                "value.subject.name.strategy",
                RecordNameStrategy.class.getName())
            .subjects();
    assertThat(records.subject("orders", false, null)).contains(":.tenant:");
    assertThat(records.subject("other", false, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "emea, :.emea:",
    ".emea, :.emea:",
    ":.emea:, :.emea:",
    ":emea:, :.emea:",
    "., ''",
    "':.:', ''",
    "'', ''"
  })
  void context_mayBeNamedWithItsDotAndColons(String name, String prefix) {
    SubjectNameStrategy subjects =
        new SubjectInContext(topic -> Optional.of(name), new TopicNameStrategy());
    assertThat(subjects.subject("orders", false, null)).contains(prefix + "orders-value");
    assertThat(subjects.knownSubject("orders", false)).contains(prefix + "orders-value");
  }

  @Test
  void contextWithAColonInIt_isRefused() {
    SubjectNameStrategy subjects =
        new SubjectInContext(topic -> Optional.of("a:b"), new TopicNameStrategy());
    assertThatThrownBy(() -> subjects.subject("orders", false, null))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("a:b");
  }

  @Test
  void numbersOfCode_areTakenAsTheirTexts() {
    Map<String, Object> configs = new HashMap<>();
    configs.put("use.message.indexes", 3);
    configs.put("use.schema.id", (short) 7);
    SerdeSettings settings = SerdeSettings.of(configs, false);
    assertThat(settings.messageIndexes()).isEqualTo(List.of(3));
    assertThat(settings.choice().schemaId()).hasValue(7);
  }

  @Test
  void objectForAText_isRefusedByName() {
    Map<String, Object> configs = Map.of("use.latest.with.metadata", Map.of("app", "2"));
    assertThatThrownBy(() -> SerdeSettings.of(configs, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("use.latest.with.metadata");
  }

  /** Puts one topic into a context. */
  public static final class Tenants implements ContextNameStrategy {
    @Override
    public Optional<String> context(@Nullable String topic) {
      return "orders".equals(topic) ? Optional.of("tenant") : Optional.empty();
    }
  }
}
