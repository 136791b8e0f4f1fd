package dev.stele.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.serde.AssociatedNameStrategy;
import dev.stele.serde.SerdeConfig;
import dev.stele.serde.avro.AvroConfig;
import dev.stele.serde.client.ClientConfig;
import dev.stele.serde.json.JsonSchemaConfig;
import dev.stele.serde.protobuf.ProtobufConfig;
import dev.stele.serde.rules.RuleConfig;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The pages about serializers list the settings there are. */
class SerdesPageTest {
  @Test
  void sharedSettings_areAllThere_andNoOthers() throws IOException {
    assertThat(rows("docs/serdes.md"))
        .containsExactlyInAnyOrderElementsOf(rows(SerdeConfig.definition()));
  }

  @Test
  void settingsOfAvro_areAllThere_andNoOthers() throws IOException {
    assertThat(rows("docs/guides/avro.md"))
        .containsExactlyInAnyOrderElementsOf(rows(AvroConfig.definition()));
  }

  @Test
  void settingsOfJsonSchema_areAllThere_andNoOthers() throws IOException {
    assertThat(rows("docs/guides/json-schema.md"))
        .containsExactlyInAnyOrderElementsOf(rows(JsonSchemaConfig.definition()));
  }

  @Test
  void settingsOfProtobuf_areAllThere_andNoOthers() throws IOException {
    assertThat(rows("docs/guides/protobuf.md"))
        .containsExactlyInAnyOrderElementsOf(rows(ProtobufConfig.definition()));
  }

  @Test
  void settings_haveConstants_andConstantsSettings() {
    assertConstants(SerdeConfig.definition(), SerdeConfig.class, AssociatedNameStrategy.class);
    assertConstants(AvroConfig.definition(), AvroConfig.class);
    assertConstants(JsonSchemaConfig.definition(), JsonSchemaConfig.class);
    assertConstants(ProtobufConfig.definition(), ProtobufConfig.class);
    assertConstants(RuleConfig.definition(), RuleConfig.class);
    assertConstants(ClientConfig.definition(), ClientConfig.class);
  }

  private static void assertConstants(ConfigDef definition, Class<?>... types) {
    List<String> constants =
        Arrays.stream(types)
            .flatMap(type -> Arrays.stream(type.getFields()))
            .map(SerdesPageTest::value)
            // Beginnings of names.
            .filter(name -> !name.endsWith("."))
            .toList();
    assertThat(constants)
        .containsExactlyInAnyOrderElementsOf(
            definition.names().stream()
                // Kafka has the constants of these.
                .filter(name -> !name.startsWith(ClientConfig.PREFIX + "ssl."))
                .toList());
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> rows(String page) throws IOException {
    return Files.readString(Pages.ROOT.resolve(page))
        .lines()
        .dropWhile(line -> !line.equals("## Settings"))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  private static List<String> rows(ConfigDef definition) {
    return definition.configKeys().values().stream().map(SerdesPageTest::row).toList();
  }

  private static String row(ConfigKey key) {
    Object fallback = key.defaultValue;
    boolean none =
        !key.hasDefault()
            || fallback == null
            || fallback.toString().isEmpty()
            || List.of().equals(fallback);
    return "| `"
        + key.name
        + "` | "
        + (none ? "" : "`" + ConfigDef.convertToString(fallback, key.type) + "`")
        + " | "
        + key.documentation
        + " |";
  }
}
