package dev.stele.serde;

import static dev.stele.serde.Schemas.quake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.fixture.FakeRegistry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SteleDeserializerTest {
  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private SteleDeserializer deserializer(Object... more) {
    Map<String, Object> settings = new HashMap<>(Map.of("schema.registry.url", registry.url()));
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    SteleDeserializer deserializer = new SteleDeserializer();
    deserializer.configure(settings, false);
    return deserializer;
  }

  @Test
  void deserialize_avro_givesWhatItsDeserializerGives() {
    byte[] message =
        AvroSerializer.builder()
            .registry(registry.url())
            .forValues()
            .serialize("quakes", quake("x", 1));
    SteleDeserializer deserializer = deserializer();
    assertThat(deserializer.deserialize("quakes", message)).isEqualTo(quake("x", 1));
    assertThat(deserializer.deserialize("quakes", new RecordHeaders(), ByteBuffer.wrap(message)))
        .isEqualTo(quake("x", 1));
    assertThat(deserializer.deserialize("quakes", (byte[]) null)).isNull();
  }

  @Test
  void builder_makesOneForTheSideThatIsAskedFor() {
    byte[] key =
        AvroSerializer.builder()
            .registry(registry.url())
            .forKeys()
            .serialize("quakes", quake("x", 1));
    SteleDeserializer deserializer = SteleDeserializer.builder().registry(registry.url()).forKeys();
    assertThat(deserializer.deserialize("quakes", key)).isEqualTo(quake("x", 1));
    assertThatThrownBy(() -> deserializer.deserialize("quakes", Arrays.copyOf(key, 7)))
        .hasMessageContaining("the key from topic quakes");
  }

  @ParameterizedTest
  @CsvSource({"JSON, registry-serde-json", "PROTOBUF, registry-serde-protobuf"})
  void deserialize_formatThatIsNotThere_namesItsArtifact(String type, String artifact) {
    registry.put(
        "quakes-value",
        JsonNodeFactory.instance.objectNode().put("schema", "{}").put("schemaType", type));
    assertThatThrownBy(() -> deserializer().deserialize("quakes", new byte[] {0, 0, 0, 0, 1, 1}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("subject quakes-value")
        .hasMessageContaining("schema id 1")
        .hasMessageContaining("type " + type)
        .hasMessageContaining("dev.stele:" + artifact);
  }

  @Test
  void deserialize_typeNobodyKnows_isReported() {
    registry.put(
        "quakes-value",
        JsonNodeFactory.instance.objectNode().put("schema", "{}").put("schemaType", "XSD"));
    assertThatThrownBy(() -> deserializer().deserialize("quakes", new byte[] {0, 0, 0, 0, 1, 1}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("type XSD")
        .hasMessageContaining("AVRO");
  }

  @Test
  void configure_wrongSettingOfAFormat_isRefused() {
    assertThatThrownBy(() -> deserializer("specific.avro.reader", "perhaps"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("specific.avro.reader");
  }

  @Test
  void deserialize_unconfigured_saysSo() {
    try (SteleDeserializer deserializer = new SteleDeserializer()) {
      assertThatThrownBy(() -> deserializer.deserialize("quakes", new byte[5]))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("configure");
    }
  }
}
