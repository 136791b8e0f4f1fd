package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.serde.Schemas;
import dev.stele.serde.fixture.Allocation;
import dev.stele.serde.fixture.FakeRegistry;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After the first message: what a message costs beyond what it consists of, in bytes. */
final class AvroAllocationTest {
  private static final int MOST = 64;
  private static final String TOPIC = "quakes";

  private static final Schema SCHEMA =
      Schemas.parse(
          """
          {"type": "record", "name": "Flat", "fields": [
            {"name": "id", "type": "string"},
            {"name": "place", "type": "string"},
            {"name": "time", "type": "long"},
            {"name": "mag", "type": ["null", "double"]},
            {"name": "felt", "type": "int"},
            {"name": "tsunami", "type": "boolean"}]}
          """);

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private static GenericRecord flat() {
    GenericRecord flat = new GenericData.Record(SCHEMA);
    flat.put("id", "us7000kufc");
    flat.put("place", "92 km NE of Hihifo, Tonga");
    flat.put("time", 1696118400000L);
    flat.put("mag", 4.7);
    flat.put("felt", 3);
    flat.put("tsunami", false);
    return flat;
  }

  private void registerWithGuid() {
    registry.put(
        TOPIC + "-value",
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", SCHEMA.toString())
            .put("guid", "095d71cf-1255-6b9d-5e33-0ad575b3df5d"));
  }

  @Test
  void serialize_allocatesTheMessage() throws Exception {
    GenericRecord flat = flat();
    AvroSerializer<GenericRecord> serializer =
        AvroSerializer.<GenericRecord>builder().registry(registry.url()).forValues();
    int length = Objects.requireNonNull(serializer.serialize(TOPIC, flat)).length;
    Headers headers = new RecordHeaders();
    int most = length + MOST;
    assertThat(Allocation.perCall(() -> serializer.serialize(TOPIC, headers, flat)))
        .isLessThanOrEqualTo(most);
  }

  @Test
  void serialize_withTheIdInAHeader_allocatesTheMessage() throws Exception {
    registerWithGuid();
    GenericRecord flat = flat();
    AvroSerializer<GenericRecord> serializer =
        AvroSerializer.<GenericRecord>builder().registry(registry.url()).idInHeader().forValues();
    Headers headers = new RecordHeaders();
    int length = Objects.requireNonNull(serializer.serialize(TOPIC, headers, flat)).length;
    int most = length + MOST;
    assertThat(Allocation.perCall(() -> serializer.serialize(TOPIC, headers, flat)))
        .isLessThanOrEqualTo(most);
  }

  @Test
  void serialize_schemasInTurn_allocateTheMessages() throws Exception {
    GenericRecord flat = flat();
    AvroSerializer<GenericRecord> serializer =
        AvroSerializer.<GenericRecord>builder().registry(registry.url()).forValues();
    int length = Objects.requireNonNull(serializer.serialize(TOPIC, flat)).length;
    long least = Long.MAX_VALUE;
    // Where a schema is remembered depends on its identity: two may meet in one place by chance,
    // but not three copies in a row.
    for (int copy = 0; copy < 3; copy++) {
      GenericRecord quake = new GenericData.Record(Schemas.parse(Schemas.QUAKE.toString()));
      quake.put("id", "us7000kufc");
      quake.put("mag", 4.7);
      int both = length + Objects.requireNonNull(serializer.serialize(TOPIC, quake)).length;
      long more =
          Allocation.perCall(
                  () -> {
                    serializer.serialize(TOPIC, flat);
                    serializer.serialize(TOPIC, quake);
                  })
              - both;
      least = Math.min(least, more);
    }
    assertThat(least).isLessThanOrEqualTo(2 * MOST);
  }

  @Test
  void deserialize_allocatesWhatAvroDoes() throws Exception {
    byte[] message = written(new RecordHeaders(), false);
    long avro = byAvro(message, 5);
    AvroDeserializer<Object> deserializer =
        AvroDeserializer.builder().registry(registry.url()).forValues();
    Headers headers = new RecordHeaders();
    long most = avro + MOST;
    assertThat(Allocation.perCall(() -> deserializer.deserialize(TOPIC, headers, message)))
        .isLessThanOrEqualTo(most);
  }

  @Test
  void deserialize_withTheIdInAHeader_allocatesWhatAvroDoes() throws Exception {
    registerWithGuid();
    Headers headers = new RecordHeaders();
    byte[] message = written(headers, true);
    long avro = byAvro(message, 0);
    AvroDeserializer<Object> deserializer =
        AvroDeserializer.builder().registry(registry.url()).forValues();
    long most = avro + MOST;
    assertThat(Allocation.perCall(() -> deserializer.deserialize(TOPIC, headers, message)))
        .isLessThanOrEqualTo(most);
  }

  private byte[] written(Headers headers, boolean inHeader) {
    AvroSerializerBuilder<GenericRecord> builder =
        AvroSerializer.<GenericRecord>builder().registry(registry.url());
    AvroSerializer<GenericRecord> serializer =
        (inHeader ? builder.idInHeader() : builder).forValues();
    return Objects.requireNonNull(serializer.serialize(TOPIC, headers, flat()));
  }

  private long byAvro(byte[] message, int prefix) throws Exception {
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(SCHEMA);
    BinaryDecoder[] decoder = {DecoderFactory.get().binaryDecoder(message, null)};
    return Allocation.perCall(
        () -> {
          decoder[0] =
              DecoderFactory.get()
                  .binaryDecoder(message, prefix, message.length - prefix, decoder[0]);
          reader.read(null, decoder[0]);
        });
  }
}
