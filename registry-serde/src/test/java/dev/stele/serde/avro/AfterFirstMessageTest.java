package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.serde.Schemas;
import dev.stele.serde.SteleDeserializer;
import dev.stele.serde.fixture.FakeRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After the first message of a schema nobody is asked, whatever the settings. */
@Timeout(60)
final class AfterFirstMessageTest {
  /** A class that Avro knows by its fields. */
  public static final class Plain {
    public int a = 1;
  }

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  static Stream<Arguments> ways() {
    Object generic = Schemas.quake("x", 5);
    SpecificQuake specific = new SpecificQuake();
    specific.id = "x";
    specific.time = Instant.ofEpochMilli(1517966773840L);
    Map<String, Object> reflection = Map.of("schema.reflection", true);
    return Stream.of(
        Arguments.of(generic, Map.of()),
        Arguments.of("text", Map.of()),
        Arguments.of(Map.of("k", "v"), Map.of()),
        Arguments.of(specific, Map.of("specific.avro.reader", true)),
        Arguments.of(new Plain(), reflection),
        Arguments.of(generic, Map.of("auto.register.schemas", false)),
        Arguments.of(generic, Map.of("auto.register.schemas", false, "use.latest.version", true)),
        Arguments.of(generic, Map.of("auto.register.schemas", false, "use.schema.id", 1)),
        Arguments.of(
            generic,
            Map.of(
                "value.subject.name.strategy", "dev.stele.serde.RecordNameStrategy",
                "value.schema.id.serializer",
                    "io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer")),
        Arguments.of(
            generic,
            Map.of(
                "value.schema.id.serializer",
                "io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer")));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void nobodyIsAsked(Object object, Map<String, Object> settings) {
    for (String subject : List.of("t-value", Schemas.QUAKE.getFullName())) {
      registry.put(
          subject,
          JsonNodeFactory.instance
              .objectNode()
              .put("schema", Schemas.QUAKE.toString())
              .put("guid", "095d71cf-1255-6b9d-5e33-0ad575b3df5d"));
    }
    Map<String, Object> all = new HashMap<>(settings);
    all.put("schema.registry.url", registry.url());
    AvroSerializer<Object> serializer = new AvroSerializer<>();
    serializer.configure(all, false);
    AvroDeserializer<Object> deserializer = new AvroDeserializer<>();
    deserializer.configure(all, false);
    SteleDeserializer every = new SteleDeserializer();
    every.configure(all, false);
    Headers headers = new RecordHeaders();
    byte[] message = Objects.requireNonNull(serializer.serialize("t", headers, object));
    Object read = deserializer.deserialize("t", headers, message);
    every.deserialize("t", headers, message);
    int asked = registry.requests().size() + registry.associationRequests().size();
    for (int i = 0; i < 100; i++) {
      assertThat(serializer.serialize("t", headers, object)).isEqualTo(message);
      assertThat(deserializer.deserialize("t", headers, message)).hasSameClassAs(read);
      every.deserialize("t", headers, message);
    }
    assertThat(registry.requests().size() + registry.associationRequests().size()).isEqualTo(asked);
  }

  @Test
  void nobodyIsAsked_whenAThousandSchemasTakeTurns() {
    AvroSerializer<Object> serializer =
        AvroSerializer.builder().registry(registry.url()).forValues();
    AvroDeserializer<Object> deserializer =
        AvroDeserializer.builder().registry(registry.url()).forValues();
    List<GenericRecord> records = new ArrayList<>();
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Schema schema =
          Schemas.parse(Schemas.QUAKE.toString().replace("\"Quake\"", "\"Quake" + i + "\""));
      GenericRecord quake = new GenericData.Record(schema);
      quake.put("id", "x");
      quake.put("mag", 5.0);
      records.add(quake);
      messages.add(Objects.requireNonNull(serializer.serialize("t", quake)));
      assertThat(deserializer.deserialize("t", messages.get(i))).isEqualTo(quake);
    }
    int asked = registry.requests().size() + registry.associationRequests().size();
    for (int turn = 0; turn < 3; turn++) {
      for (int i = 0; i < 1000; i++) {
        assertThat(serializer.serialize("t", records.get(i))).isEqualTo(messages.get(i));
        assertThat(deserializer.deserialize("t", messages.get(i))).isNotNull();
      }
    }
    assertThat(registry.requests().size() + registry.associationRequests().size()).isEqualTo(asked);
  }
}
