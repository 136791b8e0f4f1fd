package dev.stele.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.serde.SerdeConfig;
import dev.stele.serde.avro.AvroConfig;
import dev.stele.serde.json.JsonSchemaConfig;
import dev.stele.serde.protobuf.ProtobufConfig;
import java.io.IOException;
import java.nio.file.Files;
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
