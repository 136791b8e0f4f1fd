package dev.stele.serde.avro;

import static dev.stele.serde.Schemas.QUAKE_2;
import static dev.stele.serde.Schemas.quake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.serde.RecordNameStrategy;
import dev.stele.serde.Schemas;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.fixture.FakeRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AvroBuildersTest {
  private static final UUID GUID = UUID.fromString("095d71cf-1255-6b9d-5e33-0ad575b3df5d");
  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private AvroSerializerBuilder<GenericRecord> serializer() {
    return AvroSerializer.<GenericRecord>builder().registry(registry.url());
  }

  @Test
  void serializerAndDeserializer_forKeysAndValues_areReady() {
    byte[] key = serializer().forKeys().serialize("quakes", quake("x", 1));
    byte[] value = serializer().forValues().serialize("quakes", quake("y", 2));
    AvroDeserializerBuilder<GenericRecord> reading =
        AvroDeserializer.builder(GenericRecord.class).registry(registry.url());
    GenericRecord readKey = reading.forKeys().deserialize("quakes", key);
    GenericRecord readValue = reading.forValues().deserialize("quakes", value);
    assertThat(readKey).isEqualTo(quake("x", 1));
    assertThat(readValue).isEqualTo(quake("y", 2));
    assertThat(registry.requests())
        .containsExactly(
            "POST /subjects/quakes-key/versions?normalize=false",
            "POST /subjects/quakes-value/versions?normalize=false",
            "GET /schemas/ids/1?fetchMaxId=false&subject=quakes-key",
            "GET /schemas/ids/2?fetchMaxId=false&subject=quakes-value");
  }

  @Test
  void normalizeAndSubjects_reachTheRegistry() {
    var unused =
        serializer()
            .normalize()
            .subjects(new RecordNameStrategy())
            .forValues()
            .serialize("quakes", quake("x", 1));
    assertThat(registry.requests())
        .containsExactly("POST /subjects/test.Quake/versions?normalize=true");
  }

  @Test
  void useLatest_stopsRegistering() {
    registry.put("quakes-value", QUAKE_2.toString());
    byte[] message = serializer().useLatest().forValues().serialize("quakes", quake("x", 1));
    assertThat(message).startsWith(0, 0, 0, 0, 1);
    assertThat(registry.requests()).containsExactly("GET /subjects/quakes-value/versions/latest");
  }

  @Test
  void useLatestWith_asksForTheProperties() {
    int id = registry.put("quakes-value", QUAKE_2.toString());
    registry.fail(
        request ->
            request.contains("/metadata?")
                ? new FakeRegistry.Answer(
                    200,
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("schema", QUAKE_2.toString())
                        .toString())
                : null);
    var unused =
        serializer()
            .useLatestWith(Map.of("app", "2", "major", "1"))
            .forValues()
            .serialize("quakes", quake("x", 1));
    assertThat(registry.requests())
        .containsExactly(
            "GET /subjects/quakes-value/metadata?key=app&value=2&key=major&value=1&deleted=true");
  }

  @Test
  void useSchema_writesWithIt_andReadsBarePayloads() {
    int id =
        registry.put(
            "quakes-value",
            JsonNodeFactory.instance
                .objectNode()
                .put("schema", Schemas.QUAKE.toString())
                .put("guid", GUID.toString()));
    byte[] byId =
        Objects.requireNonNull(
            serializer().useSchema(id).forValues().serialize("quakes", quake("x", 1)));
    byte[] byGuid = serializer().useSchema(GUID).forValues().serialize("quakes", quake("x", 1));
    assertThat(byId).startsWith(0, 0, 0, 0, 1).isEqualTo(byGuid);
    byte[] bare = Arrays.copyOfRange(byId, 5, byId.length);
    AvroDeserializerBuilder<Object> reading = AvroDeserializer.builder().registry(registry.url());
    assertThat(reading.useSchema(id).forValues().deserialize("quakes", bare))
        .isEqualTo(quake("x", 1));
    reading = AvroDeserializer.builder().registry(registry.url());
    assertThat(reading.useSchema(GUID).forValues().deserialize("quakes", bare))
        .isEqualTo(quake("x", 1));
  }

  @Test
  void useSchemaByIdAndByGuid_isRefusedAsInSettings() {
    assertThatThrownBy(() -> serializer().useSchema(1).useSchema(GUID).forValues())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("use.schema.id")
        .hasMessageContaining("use.schema.guid");
  }

  @Test
  void idInHeader_leavesThePayloadBare() {
    registry.put(
        "quakes-value",
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", Schemas.QUAKE.toString())
            .put("guid", GUID.toString()));
    RecordHeaders headers = new RecordHeaders();
    byte[] message =
        serializer().idInHeader().forValues().serialize("quakes", headers, quake("x", 1));
    assertThat(message).startsWith(2, 'x');
    assertThat(headers.lastHeader("__value_schema_id").value()).hasSize(17).startsWith(1);
  }

  @Test
  void builderOfAClass_readsIntoIt() {
    SpecificQuake quake = new SpecificQuake();
    quake.id = "x";
    quake.time = Instant.ofEpochMilli(5);
    AvroSerde<SpecificQuake> serde =
        AvroSerde.builder(SpecificQuake.class).registry(registry.url()).forValues();
    byte[] message = serde.serializer().serialize("quakes", quake);
    SpecificQuake read = serde.deserializer().deserialize("quakes", message);
    assertThat(read).isEqualTo(quake);
  }

  @Test
  void builderOfAPlainClass_writesAndReadsByReflection() {
    Plain plain = new Plain();
    plain.name = "x";
    AvroSerde<Plain> serde = AvroSerde.builder(Plain.class).registry(registry.url()).forKeys();
    byte[] message = serde.serializer().serialize("quakes", plain);
    Plain read = serde.deserializer().deserialize("quakes", message);
    assertThat(read).isNotNull().extracting(one -> one.name).isEqualTo("x");
  }

  @Test
  void builderOfString_readsStrings() {
    AvroSerde<String> serde = AvroSerde.builder(String.class).registry(registry.url()).forKeys();
    byte[] message = serde.serializer().serialize("quakes", "text");
    assertThat(serde.deserializer().deserialize("quakes", message)).isEqualTo("text");
  }

  @Test
  void intoASchema_resolves() {
    byte[] message = serializer().forValues().serialize("quakes", quake("x", 1));
    assertThat(
            AvroDeserializer.builder(GenericRecord.class)
                .registry(registry.url())
                .into(QUAKE_2)
                .forValues()
                .deserialize("quakes", message))
        .hasToString("{\"id\": \"x\", \"region\": \"unknown\", \"mag\": 1.0}");
  }

  @Test
  void client_isShared_andSettingsAreSettings() {
    RegistryClient client = RegistryClient.of(registry.url());
    for (int i = 0; i < 2; i++) {
      var unused =
          AvroSerializer.builder()
              .client(client)
              .settings(Map.of("avro.remove.java.properties", true))
              .setting("normalize.schemas", "true")
              .forValues()
              .serialize("quakes", new SpecificQuake());
    }
    assertThat(registry.requests())
        .containsExactly("POST /subjects/quakes-value/versions?normalize=true");
    assertThat(client.latest("quakes-value").schema().text()).doesNotContain("avro.java.string");
  }

  /** A class Avro has not generated. */
  public static final class Plain {
    String name = "";
  }
}
