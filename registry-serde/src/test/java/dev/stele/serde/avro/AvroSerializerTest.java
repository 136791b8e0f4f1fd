package dev.stele.serde.avro;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.QUAKE_2;
import static dev.stele.serde.Schemas.quake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.Schemas;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.internal.messages.SchemaRef;
import dev.stele.serde.internal.messages.WireFormat;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class AvroSerializerTest {
  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Map<String, Object> settings(Object... more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", registry.url());
    settings.put("retries.wait.ms", 1);
    settings.put("bootstrap.servers", "localhost:9092");
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  private AvroSerializer<Object> serializer(Object... settings) {
    AvroSerializer<Object> serializer = new AvroSerializer<>();
    serializer.configure(settings(settings), false);
    return serializer;
  }

  private static byte[] bytes(AvroSerializer<Object> serializer, Object datum) {
    return Objects.requireNonNull(serializer.serialize("quakes", datum));
  }

  private static int id(byte[] message) {
    SchemaRef schema = WireFormat.readSchema(ByteBuffer.wrap(message));
    return ((SchemaRef.Id) schema).id();
  }

  private @Nullable Object read(byte[] message) {
    try (AvroDeserializer<Object> deserializer = new AvroDeserializer<>()) {
      deserializer.configure(settings(), false);
      return deserializer.deserialize("quakes", message);
    }
  }

  @Test
  void serialize_null_isNullWithoutAsking() {
    assertThat(serializer().serialize("quakes", null)).isNull();
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void serialize_unconfigured_saysSo() {
    try (AvroSerializer<Object> serializer = new AvroSerializer<>()) {
      assertThatThrownBy(() -> serializer.serialize("quakes", "x"))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("configure");
    }
  }

  @Test
  void serialize_byDefault_registersOncePerTopicAndSide() {
    AvroSerializer<Object> values = serializer();
    AvroSerializer<Object> keys = new AvroSerializer<>();
    keys.configure(settings(), true);
    for (int i = 0; i < 3; i++) {
      values.serialize("a", quake("x", i));
      values.serialize("b", quake("x", i));
      keys.serialize("a", quake("x", i));
    }
    assertThat(registry.requests())
        .containsExactlyInAnyOrder(
            "POST /subjects/a-value/versions?normalize=false",
            "POST /subjects/b-value/versions?normalize=false",
            "POST /subjects/a-key/versions?normalize=false");
  }

  @Test
  void serialize_autoRegister_winsOverTheOtherWays() {
    registry.put("quakes-value", QUAKE_2.toString());
    int id = id(bytes(serializer("use.latest.version", true, "use.schema.id", 1), quake("x", 1)));
    assertThat(id).isEqualTo(2);
  }

  @Test
  void serialize_useSchemaId_winsOverLatest() {
    registry.put("quakes-value", QUAKE.toString());
    registry.put("quakes-value", QUAKE_2.toString());
    AvroSerializer<Object> serializer =
        serializer(
            "auto.register.schemas", "false", "use.latest.version", true, "use.schema.id", "1");
    assertThat(id(bytes(serializer, quake("x", 1)))).isEqualTo(1);
    assertThat(registry.requests())
        .containsExactly("GET /schemas/ids/1?fetchMaxId=false&subject=quakes-value");
  }

  @Test
  void serialize_useLatest_writesTheObjectAsTheLatestVersion() {
    registry.put("quakes-value", QUAKE_2.toString());
    AvroSerializer<Object> serializer =
        serializer("auto.register.schemas", false, "use.latest.version", true);
    GenericRecord read = (GenericRecord) read(bytes(serializer, quake("x", 1.5)));
    assertThat(read).hasToString("{\"id\": \"x\", \"region\": \"unknown\", \"mag\": 1.5}");
  }

  @ParameterizedTest
  @CsvSource({
    "use.latest.version, true, latest.compatibility.strict",
    "use.schema.id, 1, id.compatibility.strict"
  })
  void serialize_asSchemaThatCannotReadTheObjects_isRefusedUnlessAllowed(
      String setting, String value, String strict) {
    registry.put(
        "quakes-value",
        QUAKE_2.toString().replace("\"default\":\"unknown\"", "\"doc\":\"no default\""));
    AvroSerializer<Object> serializer = serializer("auto.register.schemas", false, setting, value);
    assertThatThrownBy(() -> bytes(serializer, quake("x", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("subject quakes-value")
        .hasMessageContaining("schema id 1")
        .hasMessageContaining("region")
        .hasMessageContaining(strict + "=false");
  }

  @Test
  void serialize_notStrict_writesWhatResolves() {
    Schema narrower =
        Schemas.parse(
            "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}");
    registry.put("quakes-value", narrower.toString());
    AvroSerializer<Object> serializer =
        serializer(
            "auto.register.schemas", false,
            "use.latest.version", true,
            "latest.compatibility.strict", false);
    assertThat(bytes(serializer, quake("x", 1))).containsExactly(0, 0, 0, 0, 1, 2, 'x');
  }

  @Test
  void serialize_withoutRegistering_looksUp() {
    AvroSerializer<Object> serializer =
        serializer("auto.register.schemas", "false", "normalize.schemas", true);
    assertThatThrownBy(() -> bytes(serializer, quake("x", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("subject quakes-value")
        .hasMessageContaining("40401")
        .hasMessageContaining("auto.register.schemas=true");
    registry.put("quakes-value", QUAKE.toString());
    assertThat(id(bytes(serializer, quake("x", 1)))).isEqualTo(1);
    assertThat(registry.requests())
        .containsOnly("POST /subjects/quakes-value?normalize=true&deleted=false");
  }

  @Test
  void serialize_latestTooOld_asksAgain() {
    registry.put("quakes-value", QUAKE.toString());
    AvroSerializer<Object> serializer =
        serializer(
            "auto.register.schemas", false, "use.latest.version", true, "latest.cache.ttl.sec", 0);
    assertThat(id(bytes(serializer, quake("x", 1)))).isEqualTo(1);
    registry.put("quakes-value", QUAKE_2.toString());
    assertThat(id(bytes(serializer, quake("x", 1)))).isEqualTo(2);
  }

  @Test
  void serialize_knownSchema_needsNoRegistry() {
    AvroSerializer<Object> serializer = serializer();
    byte[] first = bytes(serializer, quake("x", 1));
    registry.close();
    assertThat(bytes(serializer, quake("x", 1))).isEqualTo(first);
  }

  @Test
  void serialize_equalSchemaAsAnotherObject_isTheSameSchema() {
    AvroSerializer<Object> serializer = serializer();
    bytes(serializer, quake("x", 1));
    GenericData.Record again = new GenericData.Record(Schemas.parse(QUAKE.toString()));
    again.put("id", "y");
    assertThat(id(bytes(serializer, again))).isEqualTo(1);
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void serialize_objectThatDoesNotFitItsSchema_namesTopicAndId() {
    GenericData.Record quake = quake("x", 1);
    quake.put("id", null);
    assertThatThrownBy(() -> bytes(serializer(), quake))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("schema id 1")
        .hasMessageContaining("id");
    assertThatThrownBy(() -> bytes(serializer(), new AvroValue(QUAKE, "x")))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void serialize_afterAnObjectThatFailed_startsAfresh() {
    AvroSerializer<Object> serializer = serializer();
    byte[] expected = bytes(serializer, quake("x", 1));
    GenericData.Record bad = quake("a long identifier", 1);
    bad.put("mag", "not a number");
    assertThatThrownBy(() -> bytes(serializer, bad)).isInstanceOf(SerializationException.class);
    assertThat(bytes(serializer, quake("x", 1))).isEqualTo(expected);
  }

  @Test
  void serialize_typeWithoutSchema_namesTheWaysOut() {
    assertThatThrownBy(() -> bytes(serializer(), new StringBuilder[0]))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("StringBuilder")
        .hasMessageContaining("AvroValue")
        .hasMessageContaining("schema.reflection=true");
  }

  @ParameterizedTest
  @CsvSource({
    "401, org.apache.kafka.common.errors.AuthenticationException",
    "403, org.apache.kafka.common.errors.AuthorizationException",
    "408, org.apache.kafka.common.errors.TimeoutException",
    "429, org.apache.kafka.common.errors.ThrottlingQuotaExceededException",
    "500, org.apache.kafka.common.errors.TimeoutException",
    "502, org.apache.kafka.common.errors.DisconnectException",
    "503, org.apache.kafka.common.errors.TimeoutException",
    "409, org.apache.kafka.common.errors.SerializationException",
    "422, org.apache.kafka.common.errors.SerializationException"
  })
  void serialize_registryFails_inKafkasTerms(int status, Class<? extends Throwable> expected) {
    registry.fail(request -> FakeRegistry.refusal(status, status * 100 + 1, "because"));
    assertThatThrownBy(() -> bytes(serializer("max.retries", 0), quake("x", 1)))
        .isInstanceOf(expected)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("subject quakes-value")
        .hasMessageContaining("because; error code: " + (status * 100 + 1));
    assertThat(
            List.of(
                AuthenticationException.class,
                AuthorizationException.class,
                TimeoutException.class,
                ThrottlingQuotaExceededException.class,
                DisconnectException.class,
                SerializationException.class))
        .contains(expected.asSubclass(org.apache.kafka.common.KafkaException.class));
  }

  @Test
  void serialize_registryDown_saysWhereItShouldBe() {
    AvroSerializer<Object> serializer = serializer("max.retries", 0);
    registry.close();
    assertThatThrownBy(() -> bytes(serializer, quake("x", 1)))
        .isInstanceOf(DisconnectException.class)
        .hasMessageContaining(registry.url())
        .hasMessageContaining("schema.registry.url");
  }

  @Test
  void serialize_specificRecord_asBytesOfItsLogicalTypes() {
    SpecificQuake quake = new SpecificQuake();
    quake.id = "x";
    quake.time = java.time.Instant.ofEpochMilli(1);
    assertThat(bytes(serializer(), quake)).containsExactly(0, 0, 0, 0, 1, 2, 'x', 2, 0);
  }

  @Test
  void serialize_removeJavaProperties_registersWithout() {
    AvroSerializer<Object> serializer = serializer("avro.remove.java.properties", true);
    bytes(serializer, new SpecificQuake());
    RegistryClient client = RegistryClient.of(registry.url());
    assertThat(client.latest("quakes-value").schema().text())
        .doesNotContain("avro.java.string")
        .contains("timestamp-millis");
  }

  @Test
  void serialize_logicalTypeObjects_withConverters() {
    Schema schema =
        Schemas.parse(
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}");
    AvroValue price = new AvroValue(schema, new java.math.BigDecimal("12.34"));
    AvroSerializer<Object> serializer = serializer("avro.use.logical.type.converters", true);
    byte[] message = bytes(serializer, price);
    // The type is bytes, so the length does not stand in front.
    assertThat(message).containsExactly(0, 0, 0, 0, 1, 0x04, (byte) 0xd2);
  }

  @Test
  void serialize_sharedClient_asksOnceForAllSerializers() {
    RegistryClient client = RegistryClient.of(registry.url());
    for (int i = 0; i < 3; i++) {
      try (AvroSerializer<Object> serializer = new AvroSerializer<>(client)) {
        serializer.configure(Map.of(), false);
        bytes(serializer, quake("x", 1));
      }
    }
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void serialize_thousandSchemas_forgetsMostOfThem() {
    AvroSerializer<Object> serializer = serializer("max.schemas.per.subject", 10);
    List<WeakReference<Schema>> schemas = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Schema schema = Schema.createFixed("F" + i, null, null, 1);
      schemas.add(new WeakReference<>(schema));
      assertThat(id(bytes(serializer, new GenericData.Fixed(schema, new byte[1]))))
          .isEqualTo(i + 1);
    }
    System.gc();
    assertThat(schemas.stream().filter(s -> s.get() != null).count()).isLessThanOrEqualTo(200);
  }

  @Test
  void configure_wrongValue_isRefused() {
    assertThatThrownBy(() -> serializer("auto.register.schemas", "yes"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("auto.register.schemas")
        .hasMessageContaining("yes");
    assertThatThrownBy(() -> serializer("value.subject.name.strategy", "java.lang.String"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("value.subject.name.strategy")
        .hasMessageContaining("java.lang.String");
  }
}
