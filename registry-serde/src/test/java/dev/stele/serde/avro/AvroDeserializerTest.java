package dev.stele.serde.avro;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.QUAKE_2;
import static dev.stele.serde.Schemas.quake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.serde.RecordNameStrategy;
import dev.stele.serde.Schemas;
import dev.stele.serde.fixture.FakeRegistry;
import dev.stele.serde.fixture.FakeRegistry.Answer;
import dev.stele.serde.internal.messages.WireFormat;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class AvroDeserializerTest {
  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Map<String, Object> settings(Object... more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", registry.url());
    settings.put("retries.wait.ms", 1);
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  private AvroDeserializer<Object> deserializer(Object... settings) {
    AvroDeserializer<Object> deserializer = new AvroDeserializer<>();
    deserializer.configure(settings(settings), false);
    return deserializer;
  }

  private byte[] written(Object datum, Object... settings) {
    try (AvroSerializer<Object> serializer = new AvroSerializer<>()) {
      serializer.configure(settings(settings), false);
      return Objects.requireNonNull(serializer.serialize("quakes", datum));
    }
  }

  @Test
  void deserialize_null_isNullWithoutAsking() {
    AvroDeserializer<Object> deserializer = deserializer();
    assertThat(deserializer.deserialize("quakes", (byte[]) null)).isNull();
    assertThat(deserializer.deserialize("quakes", new RecordHeaders(), (byte[]) null)).isNull();
    assertThat(deserializer.deserialize("quakes", new RecordHeaders(), (ByteBuffer) null)).isNull();
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void deserialize_sendsTheSubject() {
    deserializer().deserialize("quakes", written(quake("x", 1)));
    assertThat(registry.requests())
        .last()
        .isEqualTo("GET /schemas/ids/1?fetchMaxId=false&subject=quakes-value");
  }

  @Test
  void deserialize_recordNames_asksWithoutSubject() {
    String strategy = RecordNameStrategy.class.getName();
    byte[] message = written(quake("x", 1), "value.subject.name.strategy", strategy);
    deserializer("value.subject.name.strategy", strategy).deserialize("quakes", message);
    assertThat(registry.requests())
        .containsExactly(
            "POST /subjects/test.Quake/versions?normalize=false",
            "GET /schemas/ids/1?fetchMaxId=false");
  }

  @Test
  void deserialize_partOfABuffer_leavesTheBufferAsItWas() {
    byte[] message = written(quake("x", 1));
    ByteBuffer buffer = ByteBuffer.allocate(message.length + 7).position(3);
    buffer.put(message).position(3).limit(3 + message.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(message.length).put(message).flip();
    AvroDeserializer<Object> deserializer = deserializer();
    assertThat(deserializer.deserialize("quakes", new RecordHeaders(), buffer))
        .isEqualTo(quake("x", 1));
    assertThat(deserializer.deserialize("quakes", new RecordHeaders(), direct))
        .isEqualTo(quake("x", 1));
    assertThat(buffer.position()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty",
    "'01', 'after 1 bytes'",
    "'ff00000001', 0xFF",
    "'7b226964223a317d', 0x7B",
    "'00', 'after 1 bytes'",
    "'00000000', 'after 4 bytes'",
    "'0080000000', 'below 0'"
  })
  void deserialize_whatIsNotOfThisFormat_namesTopicAndReason(String hex, String reason) {
    assertThatThrownBy(() -> deserializer().deserialize("quakes", HexFormat.of().parseHex(hex)))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("Cannot deserialize the value from topic quakes: ")
        .hasMessageContaining(reason);
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void deserialize_whatIsNotOfThisFormat_namesTheSubjectIfThatIsKnown() {
    AvroDeserializer<Object> deserializer = deserializer();
    deserializer.deserialize("quakes", written(quake("x", 1)));
    assertThatThrownBy(() -> deserializer.deserialize("quakes", new byte[] {9}))
        .hasMessageStartingWith(
            "Cannot deserialize the value from topic quakes, subject quakes-value");
    RecordHeaders headers = new RecordHeaders();
    headers.add("__value_schema_id", new byte[] {1, 2});
    assertThatThrownBy(() -> deserializer.deserialize("quakes", headers, new byte[] {9}))
        .hasMessageContaining("subject quakes-value")
        .hasMessageContaining("header __value_schema_id")
        .hasMessageContaining("after 2 bytes");
  }

  @Test
  void deserialize_answerThatCannotBeRead_isAskedForAgain() {
    byte[] message = written(quake("x", 1));
    registry.fail(request -> new Answer(200, "{\"schema\":\"{\"}"));
    AvroDeserializer<Object> deserializer = deserializer("missing.id.cache.ttl.sec", 0);
    assertThatThrownBy(() -> deserializer.deserialize("quakes", message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("subject quakes-value, schema id 1");
    registry.recover();
    assertThat(deserializer.deserialize("quakes", message)).isEqualTo(quake("x", 1));
  }

  @Test
  void deserialize_answerThatCannotBeRead_isNotAskedForWithEachMessage() {
    byte[] message = written(quake("x", 1));
    registry.requests().clear();
    registry.fail(request -> new Answer(200, "{\"schema\":\"{\"}"));
    AvroDeserializer<Object> deserializer = deserializer();
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> deserializer.deserialize("quakes", message))
          .isInstanceOf(SerializationException.class);
    }
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void deserialize_referenceThatCannotBeRead_isAskedForAgain() {
    registry.put("other", "{\"type\":\"fixed\",\"name\":\"F\",\"size\":1}");
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("schema", "{\"type\":\"array\",\"items\":\"F\"}");
    schema
        .putArray("references")
        .addObject()
        .put("name", "F")
        .put("subject", "other")
        .put("version", 1);
    byte[] message = WireFormat.prefix(registry.put("quakes-value", schema), new byte[] {0});
    registry.fail(
        request ->
            request.contains("other") ? new Answer(200, "{\"id\":1,\"schema\":\"{\"}") : null);
    AvroDeserializer<Object> deserializer = deserializer("missing.id.cache.ttl.sec", 0);
    assertThatThrownBy(() -> deserializer.deserialize("quakes", message))
        .isInstanceOf(SerializationException.class);
    registry.recover();
    assertThat((Iterable<?>) deserializer.deserialize("quakes", message)).isEmpty();
  }

  @Test
  void deserialize_everyCutOfAMessage_isRefusedWithTopicAndId() {
    byte[] message = written(quake("a name of some length", 1.5));
    AvroDeserializer<Object> deserializer = deserializer();
    for (int length = 5; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      assertThatThrownBy(() -> deserializer.deserialize("quakes", cut))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("topic quakes")
          .hasMessageContaining("schema id 1")
          .hasMessageContaining("ends early");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"array\",\"items\":\"null\"}",
        "{\"type\":\"map\",\"values\":\"long\"}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"b\",\"type\":\"bytes\"}]}",
        "\"string\""
      })
  void deserialize_hugeLengthInAShortMessage_isRefusedWithoutAllocatingIt(String schema) {
    registry.put("quakes-value", schema);
    byte[] message = HexFormat.of().parseHex("0000000001feffffff0f41");
    assertThatThrownBy(() -> deserializer().deserialize("quakes", message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("ends early");
  }

  @Test
  void deserialize_nestedWithoutEnd_isRefused() {
    registry.put(
        "quakes-value",
        """
        {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}
        """);
    byte[] message = new byte[5_000_000];
    Arrays.fill(message, 5, message.length, (byte) 2);
    message[4] = 1;
    assertThatThrownBy(() -> deserializer().deserialize("quakes", message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("schema id 1");
  }

  @Test
  void deserialize_unknownId_namesTopicSubjectAndId() {
    assertThatThrownBy(
            () -> deserializer().deserialize("quakes", new byte[] {0, 0, 0, 0, 9, 2, 'x'}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("subject quakes-value")
        .hasMessageContaining("schema id 9")
        .hasMessageContaining("40403")
        .hasMessageContaining("schema.registry.url");
  }

  @Test
  void deserialize_schemaOfAnotherType_namesIt() {
    registry.put(
        "quakes-value",
        JsonNodeFactory.instance.objectNode().put("schema", "{}").put("schemaType", "JSON"));
    assertThatThrownBy(() -> deserializer().deserialize("quakes", new byte[] {0, 0, 0, 0, 1}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("type JSON")
        .hasMessageContaining("AVRO")
        .hasMessageContaining("SteleDeserializer");
  }

  @Test
  void deserialize_schemaThatDoesNotParse_isReported() {
    registry.put("quakes-value", "{\"type\": \"rekord\"}");
    assertThatThrownBy(() -> deserializer().deserialize("quakes", new byte[] {0, 0, 0, 0, 1}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("schema id 1")
        .hasMessageContaining("rekord");
  }

  @Test
  void deserialize_slowRegistry_timesOut() {
    CountDownLatch never = new CountDownLatch(1);
    registry.fail(
        request -> {
          never.await();
          return null;
        });
    AvroDeserializer<Object> deserializer =
        deserializer("http.read.timeout.ms", 1000, "max.retries", 1);
    assertThatThrownBy(() -> deserializer.deserialize("quakes", new byte[] {0, 0, 0, 0, 1}))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("schema id 1");
    assertThat(registry.requests()).hasSize(2);
    never.countDown();
  }

  @Test
  void deserialize_loginPageInsteadOfAnAnswer_isReported() {
    registry.fail(request -> new Answer(200, "<html>log in</html>"));
    assertThatThrownBy(() -> deserializer().deserialize("quakes", new byte[] {0, 0, 0, 0, 1}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("<html>log in</html>");
  }

  @Test
  void deserialize_headerThatNamesNoSchema_isRefusedUnlessOnlyPrefixesCount() {
    byte[] message = written(quake("x", 1));
    RecordHeaders headers = new RecordHeaders();
    headers.add("__key_schema_id", new byte[] {7});
    AvroDeserializer<Object> deserializer = deserializer();
    assertThat(deserializer.deserialize("quakes", headers, message)).isEqualTo(quake("x", 1));
    headers.add("__value_schema_id", new byte[] {7});
    assertThatThrownBy(() -> deserializer.deserialize("quakes", headers, message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("__value_schema_id")
        .hasMessageContaining("0x07");
    assertThat(
            deserializer(
                    "value.schema.id.deserializer",
                    "io.confluent.kafka.serializers.schema.id.PrefixSchemaIdDeserializer")
                .deserialize("quakes", headers, message))
        .isEqualTo(quake("x", 1));
  }

  @Test
  void deserialize_bytesLeft_areRefusedOnlyOnDemand() {
    byte[] message = written(quake("x", 1));
    byte[] longer = Arrays.copyOf(message, message.length + 2);
    assertThat(deserializer().deserialize("quakes", longer)).isEqualTo(quake("x", 1));
    assertThatThrownBy(
            () -> deserializer("avro.fail.on.trailing.data", true).deserialize("quakes", longer))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("2 bytes");
  }

  @Test
  void deserialize_intoAGivenSchema_resolves() {
    byte[] message = written(quake("x", 1));
    AvroDeserializer<Object> given =
        AvroDeserializer.builder().registry(registry.url()).into(QUAKE_2).forValues();
    Object viaBuilder = given.deserialize("quakes", new RecordHeaders(), message);
    Object viaMethod = deserializer().deserialize("quakes", message, QUAKE_2);
    assertThat(viaBuilder)
        .hasToString("{\"id\": \"x\", \"region\": \"unknown\", \"mag\": 1.0}")
        .isEqualTo(viaMethod);
  }

  @Test
  void deserialize_useLatest_readsIntoTheLatestVersion() {
    byte[] message = written(quake("x", 1));
    registry.put("quakes-value", QUAKE_2.toString());
    Object read = deserializer("use.latest.version", true).deserialize("quakes", message);
    assertThat(((GenericRecord) Objects.requireNonNull(read)).getSchema()).isEqualTo(QUAKE_2);
  }

  @Test
  void deserialize_specificReader_givesTheGeneratedClass() {
    SpecificQuake quake = new SpecificQuake();
    quake.id = "x";
    quake.time = Instant.ofEpochMilli(1517966773840L);
    quake.felt = 3;
    byte[] message = written(quake);
    assertThat(deserializer("specific.avro.reader", true).deserialize("quakes", message))
        .isInstanceOf(SpecificQuake.class)
        .isEqualTo(quake);
    assertThat(deserializer().deserialize("quakes", message))
        .hasToString("{\"id\": \"x\", \"time\": 1517966773840, \"felt\": 3}");
  }

  @Test
  void deserialize_specificType_readsWhateverTheWriterCalledIt() {
    Schema renamed =
        Schemas.parse(SpecificQuake.SCHEMA$.toString().replace("\"SpecificQuake\"", "\"Renamed\""));
    GenericRecord written = new org.apache.avro.generic.GenericData.Record(renamed);
    written.put("id", "x");
    written.put("time", 5L);
    byte[] message = written(written);
    assertThatThrownBy(
            () -> deserializer("specific.avro.reader", true).deserialize("quakes", message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("dev.stele.serde.avro.Renamed")
        .hasMessageContaining("specific.avro.value.type");
    Object read =
        deserializer("specific.avro.value.type", SpecificQuake.class.getName())
            .deserialize("quakes", message);
    assertThat(((SpecificQuake) Objects.requireNonNull(read)).time)
        .isEqualTo(Instant.ofEpochMilli(5));
  }

  @Test
  void configure_specificTypeThatIsNotGenerated_isRefused() {
    assertThatThrownBy(() -> deserializer("specific.avro.value.type", String.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("specific.avro.value.type")
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void deserialize_reflection_givesPlainObjects() {
    PlainQuake quake = new PlainQuake();
    quake.id = "x";
    quake.mag = 4.5;
    byte[] message = written(quake, "schema.reflection", true);
    Object read = deserializer("schema.reflection", true).deserialize("quakes", message);
    PlainQuake again = (PlainQuake) Objects.requireNonNull(read);
    assertThat(again.id).isEqualTo("x");
    assertThat(again.mag).isEqualTo(4.5);
  }

  @Test
  void serialize_reflectionWithNull_onlyIfAllowed() {
    PlainQuake quake = new PlainQuake();
    assertThatThrownBy(() -> written(quake, "schema.reflection", true))
        .isInstanceOf(SerializationException.class);
    byte[] message =
        written(
            quake,
            "schema.reflection",
            true,
            "avro.reflection.allow.null",
            true,
            "value.subject.name.strategy",
            RecordNameStrategy.class);
    Object read =
        deserializer("schema.reflection", true, "avro.reflection.allow.null", true)
            .deserialize("quakes", message);
    assertThat(((PlainQuake) Objects.requireNonNull(read)).id).isNull();
  }

  @Test
  void deserialize_logicalTypes_onDemand() {
    Schema decimal =
        Schemas.parse(
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}");
    byte[] message = written(new AvroValue(decimal, ByteBuffer.wrap(new byte[] {4, (byte) 0xd2})));
    assertThat(deserializer().deserialize("quakes", message))
        .isEqualTo(new byte[] {4, (byte) 0xd2});
    assertThat(
            deserializer("avro.use.logical.type.converters", true).deserialize("quakes", message))
        .isEqualTo(new BigDecimal("12.34"));
  }

  @Test
  void primitives_comeBackAsTheyWere() {
    AvroDeserializer<Object> deserializer = deserializer();
    for (Object value : new Object[] {true, 1, 2L, 1.5f, 2.5, "text", new byte[] {1, 2}}) {
      assertThat(deserializer.deserialize("quakes", written(value))).isEqualTo(value);
    }
    byte[] utf8 = "ä€😀".getBytes(StandardCharsets.UTF_8);
    assertThat(
            deserializer.deserialize("quakes", written(new String(utf8, StandardCharsets.UTF_8))))
        .isEqualTo("ä€😀");
  }

  @Test
  void knownSchemas_needNoRegistry() {
    byte[] message = written(quake("x", 1));
    AvroDeserializer<Object> deserializer = deserializer();
    deserializer.deserialize("quakes", message);
    registry.close();
    assertThat(deserializer.deserialize("quakes", message)).isEqualTo(quake("x", 1));
  }

  @Test
  void serde_writesAndReads() {
    try (AvroSerde<Object> serde = new AvroSerde<>()) {
      serde.configure(settings(), true);
      byte[] message = serde.serializer().serialize("quakes", quake("x", 1));
      assertThat(serde.deserializer().deserialize("quakes", message)).isEqualTo(quake("x", 1));
      assertThat(registry.requests()).first().asString().contains("/subjects/quakes-key/");
      assertThat(QUAKE.getFullName()).isEqualTo("test.Quake");
    }
  }

  /** A class Avro has not generated. */
  public static final class PlainQuake {
    @Nullable String id;
    double mag;
  }
}
