package dev.stele.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  private static final Set<String> KAFKA = Set.of("sasl.jaas.config", "client.id");

  @Test
  void load_flagOverEnvironmentOverFile(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("stele.properties"), "a.b=file\nc=file\nd=file\n");

    Map<String, String> settings =
        Settings.load(
            Optional.of(file),
            Map.of("SCHEMA_REGISTRY_A_B", "environment", "SCHEMA_REGISTRY_C", "environment"),
            Map.of("a.b", "flag"));

    assertThat(settings).isEqualTo(Map.of("a.b", "flag", "c", "environment", "d", "file"));
  }

  @ParameterizedTest
  @CsvSource({
    "SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS, kafkastore.bootstrap.servers",
    "SCHEMA_REGISTRY_SCHEMA_REGISTRY_GROUP_ID, schema.registry.group.id",
    "STELE_WRITE_TIMEOUT_MS, stele.write.timeout.ms",
    "SCHEMA_REGISTRY_A__B___C, a-b_c",
  })
  void load_environmentForm(String variable, String key) {
    assertThat(Settings.load(Optional.empty(), Map.of(variable, "x"), Map.of()))
        .containsOnlyKeys(key);
  }

  @Test
  void load_otherVariables_areLeftOut() {
    assertThat(Settings.load(Optional.empty(), Map.of("PATH", "/bin"), Map.of())).isEmpty();
  }

  @Test
  void load_missingFile_isNamed(@TempDir Path dir) {
    Path file = dir.resolve("nowhere.properties");

    assertThatThrownBy(() -> Settings.load(Optional.of(file), Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void load_fileThatIsNotUtf8_isNamed(@TempDir Path dir) throws IOException {
    Path file =
        Files.write(dir.resolve("latin.properties"), "a=ä".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Settings.load(Optional.of(file), Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafkastore.topc|is not one that Kafka's clients know; did you mean kafkastore.topic?",
        "listenrs|is unknown and ignored; did you mean listeners?",
        "kafkastore.bootstrap.server|did you mean kafkastore.bootstrap.servers?",
        "kafkastore.timeout.ms|is ignored: 500 ms are too short for a transaction",
        "ssl.keystore.location|is ignored",
        "kafkagroup.session.timeout.ms|is ignored: there is no election",
        "kafkastore.acks|is ignored: the registry's consistency",
        "kafkastore.isolation.level|is ignored: the registry's consistency",
      })
  void warnings_sayWhy(String key, String warning) {
    assertThat(Settings.warnings(Map.of(key, "x"), KAFKA))
        .singleElement()
        .asString()
        .contains(key, warning);
  }

  @Test
  void warnings_knownKeys_none() {
    Map<String, String> settings = new HashMap<>();
    Settings.options().forEach(option -> settings.put(option.key(), option.fallback()));
    settings.put("kafkastore.topic.config.segment.bytes", "1000000");
    settings.put("kafkastore.sasl.jaas.config", "x");

    assertThat(Settings.warnings(settings, KAFKA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kafkastore.sasl.jaas.config, true",
    "kafkastore.ssl.keystore.password, true",
    "kafkastore.ssl.key.password, true",
    "metadata.encoder.secret, true",
    "kafkastore.topic, false",
  })
  void secrets_areMasked(String key, boolean secret) {
    assertThat(Secrets.masked(key, "geheim").equals("geheim")).isEqualTo(!secret);
  }
}
