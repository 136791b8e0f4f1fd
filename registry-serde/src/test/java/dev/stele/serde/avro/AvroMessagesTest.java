package dev.stele.serde.avro;

import static dev.stele.serde.Schemas.QUAKE;
import static dev.stele.serde.Schemas.QUAKE_2;
import static dev.stele.serde.Schemas.quake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.serde.RecordNameStrategy;
import dev.stele.serde.Schemas;
import dev.stele.serde.fixture.FakeRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a message through serializer and deserializer: names of schemas, outages, threads. */
@Timeout(120)
final class AvroMessagesTest {
  private static final UUID GUID = UUID.fromString("095d71cf-1255-6b9d-5e33-0ad575b3df5d");
  private static final UUID GUID_2 = UUID.fromString("195d71cf-1255-6b9d-5e33-0ad575b3df5d");
  private static final String VALUE_HEADER = "__value_schema_id";

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private AvroSerializerBuilder<Object> serializer() {
    return AvroSerializer.builder().registry(registry.url()).setting("max.retries", 0);
  }

  private AvroDeserializerBuilder<Object> deserializer() {
    return AvroDeserializer.builder().registry(registry.url()).setting("max.retries", 0);
  }

  private int put(String subject, Schema schema, UUID guid) {
    return registry.put(
        subject,
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", schema.toString())
            .put("guid", guid.toString()));
  }

  private static byte[] bytes(AvroSerializer<Object> serializer, Headers headers, Object datum) {
    return Objects.requireNonNull(serializer.serialize("quakes", headers, datum));
  }

  private static byte[] name(UUID guid) {
    return ByteBuffer.allocate(17)
        .put((byte) 1)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  @Test
  void keyAndValueInHeaders_standBesideEachOther() {
    put("quakes-key", Schema.create(Schema.Type.STRING), GUID_2);
    put("quakes-value", QUAKE, GUID);
    Headers headers = new RecordHeaders();
    byte[] key = bytes(serializer().idInHeader().forKeys(), headers, "x");
    byte[] value = bytes(serializer().idInHeader().forValues(), headers, quake("x", 1));
    assertThat(headers.lastHeader("__key_schema_id").value()).isEqualTo(name(GUID_2));
    assertThat(headers.lastHeader(VALUE_HEADER).value()).isEqualTo(name(GUID));
    assertThat(deserializer().forKeys().deserialize("quakes", headers, key)).isEqualTo("x");
    assertThat(deserializer().forValues().deserialize("quakes", headers, value))
        .isEqualTo(quake("x", 1));
  }

  @Test
  void lastHeaderWithAValue_wins() {
    put("quakes-value", QUAKE, GUID);
    Headers headers = new RecordHeaders().add(VALUE_HEADER, name(GUID_2));
    byte[] value = bytes(serializer().idInHeader().forValues(), headers, quake("x", 1));
    assertThat(headers.headers(VALUE_HEADER)).hasSize(2);
    headers.add(VALUE_HEADER, null);
    AvroDeserializer<Object> deserializer = deserializer().forValues();
    for (int i = 0; i < 2; i++) {
      assertThat(deserializer.deserialize("quakes", headers, value)).isEqualTo(quake("x", 1));
    }
  }

  @Test
  void headersWithoutAValue_nameNothing() {
    Headers headers = new RecordHeaders().add(VALUE_HEADER, null).add(VALUE_HEADER, null);
    byte[] message = bytes(serializer().forValues(), new RecordHeaders(), quake("x", 1));
    assertThat(deserializer().forValues().deserialize("quakes", headers, message))
        .isEqualTo(quake("x", 1));
  }

  @Test
  void headerOfAMessageThatWasRead_doesNotOutliveIt() {
    put("in-value", QUAKE, GUID);
    Headers headers = new RecordHeaders().add(VALUE_HEADER, name(GUID)).add("trace", new byte[1]);
    byte[] written = bytes(serializer().forValues(), headers, quake("x", 1));
    assertThat(headers.lastHeader("trace")).isNotNull();
    assertThat(deserializer().forValues().deserialize("quakes", headers, written))
        .isEqualTo(quake("x", 1));
  }

  @Test
  void sentRecord_canBeSentAgain() {
    put("quakes-value", QUAKE, GUID);
    AvroSerializer<Object> serializer = serializer().idInHeader().forValues();
    RecordHeaders headers = new RecordHeaders();
    byte[] first = bytes(serializer, headers, quake("x", 1));
    headers.setReadOnly();
    assertThat(bytes(serializer, headers, quake("x", 1))).isEqualTo(first);
  }

  @Test
  void headersThatCannotBeChanged_areReported() {
    put("quakes-value", QUAKE, GUID);
    RecordHeaders headers = new RecordHeaders();
    headers.setReadOnly();
    assertThatThrownBy(() -> bytes(serializer().idInHeader().forValues(), headers, quake("x", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("headers");
  }

  @Test
  void idInHeader_withoutHeaders_isRefused() {
    put("quakes-value", QUAKE, GUID);
    AvroSerializer<Object> serializer = serializer().idInHeader().forValues();
    assertThatThrownBy(() -> serializer.serialize("quakes", quake("x", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Missing headers")
        .hasMessageContaining("subject quakes-value")
        .hasMessageContaining("schema id 1");
  }

  @Test
  void idInHeader_ofARegistryWithoutGuids_isRefused() {
    registry.put("quakes-value", QUAKE.toString());
    AvroSerializer<Object> serializer = serializer().idInHeader().forValues();
    assertThatThrownBy(() -> bytes(serializer, new RecordHeaders(), quake("x", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Schema GUID is null")
        .hasMessageContaining("schema id 1");
  }

  @Test
  void eitherName_mayStandInEitherPlace() {
    int id = put("quakes-value", QUAKE, GUID);
    byte[] byId = bytes(serializer().forValues(), new RecordHeaders(), quake("x", 1));
    byte[] payload = Arrays.copyOfRange(byId, 5, byId.length);
    byte[] guid = name(GUID);
    byte[] byGuid = Arrays.copyOf(guid, guid.length + payload.length);
    System.arraycopy(payload, 0, byGuid, guid.length, payload.length);
    Headers idInHeader = new RecordHeaders().add(VALUE_HEADER, Arrays.copyOf(byId, 5));
    assertThat(id).isEqualTo(1);
    AvroDeserializer<Object> deserializer = deserializer().forValues();
    for (int i = 0; i < 2; i++) {
      assertThat(deserializer.deserialize("quakes", byGuid)).isEqualTo(quake("x", 1));
      assertThat(deserializer.deserialize("quakes", idInHeader, payload)).isEqualTo(quake("x", 1));
      assertThat(deserializer.deserialize("quakes", byId)).isEqualTo(quake("x", 1));
    }
  }

  @Test
  void directAndSlicedBuffers_withTheIdInAHeader_areRead() {
    put("quakes-value", QUAKE, GUID);
    Headers headers = new RecordHeaders();
    byte[] payload = bytes(serializer().idInHeader().forValues(), headers, quake("x", 1));
    ByteBuffer direct = ByteBuffer.allocateDirect(payload.length + 2).position(2);
    ByteBuffer slice = direct.slice().put(payload).flip();
    ByteBuffer readOnly = ByteBuffer.wrap(payload).asReadOnlyBuffer();
    AvroDeserializer<Object> deserializer = deserializer().forValues();
    for (ByteBuffer buffer : List.of(slice, readOnly, ByteBuffer.wrap(payload))) {
      assertThat(deserializer.deserialize("quakes", headers, buffer)).isEqualTo(quake("x", 1));
      assertThat(buffer.remaining()).isEqualTo(payload.length);
    }
  }

  @Test
  void noTopic_isEnoughForRecordNames_only() {
    AvroSerializer<Object> byTopic = serializer().forValues();
    assertThatThrownBy(() -> byTopic.serialize(null, quake("x", 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("names no subject");
    byte[] message =
        serializer().subjects(new RecordNameStrategy()).forValues().serialize(null, quake("x", 1));
    assertThat(deserializer().forValues().deserialize(null, message)).isEqualTo(quake("x", 1));
    assertThat(registry.requests()).last().isEqualTo("GET /schemas/ids/1?fetchMaxId=false");
  }

  @Test
  void primitiveUnderRecordNames_namesTheTopic() {
    AvroSerializer<Object> serializer = serializer().subjects(new RecordNameStrategy()).forValues();
    assertThatThrownBy(() -> serializer.serialize("quakes", "text"))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("must only be a record schema");
  }

  @Test
  void latest_isKept_whileTheRegistryIsDown() {
    registry.put("quakes-value", QUAKE.toString());
    AvroSerializer<Object> serializer =
        serializer().useLatest().setting("latest.cache.ttl.sec", 0).forValues();
    AvroDeserializer<Object> deserializer =
        deserializer().useLatest().setting("latest.cache.ttl.sec", 0).forValues();
    byte[] message = bytes(serializer, new RecordHeaders(), quake("x", 1));
    deserializer.deserialize("quakes", message);
    registry.fail(request -> FakeRegistry.refusal(503, 50302, "down"));
    for (int i = 0; i < 3; i++) {
      assertThat(bytes(serializer, new RecordHeaders(), quake("x", 1))).isEqualTo(message);
      assertThat(deserializer.deserialize("quakes", message)).isEqualTo(quake("x", 1));
    }
  }

  @Test
  void latest_thatIsTooOld_isReplacedOnBothSides() {
    registry.put("quakes-value", QUAKE.toString());
    AvroSerializer<Object> serializer =
        serializer().useLatest().setting("latest.cache.ttl.sec", 0).forValues();
    AvroDeserializer<Object> deserializer =
        deserializer().useLatest().setting("latest.cache.ttl.sec", 0).forValues();
    byte[] message = bytes(serializer, new RecordHeaders(), quake("x", 1));
    assertThat(deserializer.deserialize("quakes", message)).isEqualTo(quake("x", 1));
    registry.put("quakes-value", QUAKE_2.toString());
    assertThat(bytes(serializer, new RecordHeaders(), quake("x", 1))).startsWith(0, 0, 0, 0, 2);
    assertThat(deserializer.deserialize("quakes", message))
        .hasToString("{\"id\": \"x\", \"region\": \"unknown\", \"mag\": 1.0}");
  }

  @Test
  void latest_thatIsGone_isNotKept() {
    registry.put("quakes-value", QUAKE.toString());
    AvroSerializer<Object> serializer =
        serializer().useLatest().setting("latest.cache.ttl.sec", 0).forValues();
    bytes(serializer, new RecordHeaders(), quake("x", 1));
    registry.fail(request -> FakeRegistry.refusal(404, 40401, "Subject not found."));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> bytes(serializer, new RecordHeaders(), quake("x", 1)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("subject quakes-value");
    }
  }

  @Test
  void objectThatSerializesAnotherMeanwhile_disturbsNothing() {
    AvroSerializer<Object> serializer = serializer().forValues();
    GenericData.Record plain = quake("inner", 1);
    byte[] expected = bytes(serializer, new RecordHeaders(), plain);
    GenericData.Record nesting = quake("", 1);
    nesting.put("id", new Nesting(() -> bytes(serializer, new RecordHeaders(), plain)));
    assertThat(bytes(serializer, new RecordHeaders(), nesting)).isEqualTo(expected);
  }

  /** Text that is known only after something else was serialized. */
  private record Nesting(Runnable meanwhile) implements CharSequence {
    @Override
    public int length() {
      return toString().length();
    }

    @Override
    public char charAt(int index) {
      return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return toString().subSequence(start, end);
    }

    @Override
    public String toString() {
      meanwhile.run();
      return "inner";
    }
  }

  @Test
  void objectThatFailsToTellItsSchema_isReported() {
    GenericContainer broken =
        () -> {
          throw new UnsupportedOperationException("no schema today");
        };
    assertThatThrownBy(() -> serializer().forValues().serialize("quakes", broken))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes")
        .hasMessageContaining("no schema today");
  }

  @Test
  void classThatCannotBeReflected_isReported() {
    assertThatThrownBy(
            () -> serializer().reflection().forValues().serialize("quakes", new Box<>("x")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic quakes");
  }

  /** Of no type that Avro could name. */
  public static final class Box<T> {
    public final T content;

    Box(T content) {
      this.content = content;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyThreads_shareOneSerde_andAskOnce(boolean inHeader) throws Exception {
    List<Schema> schemas = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Schema schema = Schemas.parse(QUAKE.toString().replace("\"Quake\"", "\"Quake" + i + "\""));
      schemas.add(schema);
      put("quakes-value", schema, new UUID(7, i));
    }
    AvroSerializerBuilder<Object> builder = serializer();
    AvroSerializer<Object> serializer = (inHeader ? builder.idInHeader() : builder).forValues();
    AvroDeserializer<Object> deserializer = deserializer().forValues();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<@Nullable Void>> done = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        done.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 2000; i++) {
                    GenericRecord record = new GenericData.Record(schemas.get(i % 10));
                    record.put("id", thread + "-" + i);
                    Headers headers = new RecordHeaders();
                    byte[] message = bytes(serializer, headers, record);
                    assertThat(deserializer.deserialize("quakes", headers, message))
                        .isEqualTo(record);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<@Nullable Void> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    // One registration and one reading for each schema: their ids or guids differ.
    assertThat(registry.requests()).hasSize(20);
  }
}
