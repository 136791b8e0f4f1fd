package dev.stele.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.serde.SteleDeserializer;
import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.serde.avro.AvroSerde;
import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.avro.AvroValue;
import dev.stele.testkit.SteleExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the guide to Avro shows works. */
@ExtendWith(SteleExtension.class)
class AvroGuideTest {
  // guide: plain
  public static class Reading {
    public String station = "";
    public double celsius;
  }

  // end

  private static GenericRecord quake() {
    // guide: record
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Quake", "namespace": "com.example", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "magnitude", "type": "double"},
                  {"name": "time", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
                """);
    GenericRecord quake = new GenericData.Record(schema);
    quake.put("id", "us1");
    quake.put("magnitude", 6.1);
    quake.put("time", 1767323045000L);
    // end
    return quake;
  }

  @Test
  void quickStart_sendsWhatAConsumerReads(SteleExtension stele) throws Exception {
    GenericRecord quake = quake();
    // guide: send
    Properties config = new Properties();
    config.put("bootstrap.servers", "localhost:9092");
    config.put("key.serializer", StringSerializer.class);
    config.put("value.serializer", AvroSerializer.class);
    config.put("schema.registry.url", "http://localhost:8081");
    // end
    config.put("bootstrap.servers", stele.bootstrapServers());
    config.put("schema.registry.url", stele.registryUrl());
    // guide: send-one
    try (KafkaProducer<String, GenericRecord> producer = new KafkaProducer<>(config)) {
      producer.send(new ProducerRecord<>("quakes", "us1", quake)).get();
    }
    // end

    // guide: receive
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "localhost:9092");
    settings.put("group.id", "guide");
    settings.put("auto.offset.reset", "earliest");
    settings.put("key.deserializer", StringDeserializer.class);
    settings.put("value.deserializer", AvroDeserializer.class);
    settings.put("schema.registry.url", "http://localhost:8081");
    // end
    settings.put("bootstrap.servers", stele.bootstrapServers());
    settings.put("schema.registry.url", stele.registryUrl());
    List<GenericRecord> read = new ArrayList<>();
    try (KafkaConsumer<String, GenericRecord> consumer = new KafkaConsumer<>(settings)) {
      consumer.subscribe(List.of("quakes"));
      while (read.isEmpty()) {
        for (ConsumerRecord<String, GenericRecord> record : consumer.poll(Duration.ofSeconds(1))) {
          read.add(record.value());
        }
      }
    }
    assertThat(read).containsExactly(quake);
  }

  @Test
  void classes_readerSchemas_andLogicalTypes_workAsShown(SteleExtension stele) {
    String registryUrl = stele.registryUrl();
    GenericRecord quake = quake();
    // guide: builders
    AvroSerializer<GenericRecord> serializer =
        AvroSerializer.<GenericRecord>builder().registry(registryUrl).forValues();
    AvroDeserializer<GenericRecord> deserializer =
        AvroDeserializer.builder(GenericRecord.class).registry(registryUrl).forValues();
    // end
    byte[] message = serializer.serialize("tremors", quake);
    assertThat(deserializer.deserialize("tremors", message)).isEqualTo(quake);

    // guide: serde
    Serde<Reading> readings = AvroSerde.builder(Reading.class).registry(registryUrl).forValues();
    // end
    Reading reading = new Reading();
    reading.station = "LFPB";
    reading.celsius = 21.5;
    byte[] written = readings.serializer().serialize("readings", reading);
    Reading read = Objects.requireNonNull(readings.deserializer().deserialize("readings", written));
    assertThat(read.station).isEqualTo("LFPB");
    assertThat(read.celsius).isEqualTo(21.5);

    // guide: into
    Schema wanted =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Quake", "namespace": "com.example", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "net", "type": "string", "default": "unknown"}]}
                """);
    AvroDeserializer<GenericRecord> narrow =
        AvroDeserializer.builder(GenericRecord.class)
            .registry(registryUrl)
            .into(wanted)
            .forValues();
    // end
    assertThat(narrow.deserialize("tremors", message))
        .hasToString("{\"id\": \"us1\", \"net\": \"unknown\"}");

    // guide: logical
    AvroDeserializer<GenericRecord> withTypes =
        AvroDeserializer.builder(GenericRecord.class)
            .registry(registryUrl)
            .logicalTypes()
            .forValues();
    // end
    GenericRecord typed = Objects.requireNonNull(withTypes.deserialize("tremors", message));
    assertThat(typed.get("time")).isEqualTo(Instant.ofEpochMilli(1767323045000L));
  }

  @Test
  void values_andHeaders_workAsShown(SteleExtension stele) {
    String registryUrl = stele.registryUrl();
    AvroSerializer<Object> serializer = AvroSerializer.builder().registry(registryUrl).forValues();
    // guide: value
    Schema levels = Schema.createEnum("Level", null, "com.example", List.of("LOW", "HIGH"));
    byte[] message =
        serializer.serialize(
            "levels", new AvroValue(levels, new GenericData.EnumSymbol(levels, "HIGH")));
    // end

    // guide: any
    SteleDeserializer any = SteleDeserializer.builder().registry(registryUrl).forValues();
    Object value = any.deserialize("levels", message);
    // end
    assertThat(value).hasToString("HIGH");

    // guide: header
    AvroSerializer<GenericRecord> inHeader =
        AvroSerializer.<GenericRecord>builder().registry(registryUrl).idInHeader().forValues();
    // end
    Headers headers = new RecordHeaders();
    byte[] payload = inHeader.serialize("shakes", headers, quake());
    assertThat(any.deserialize("shakes", headers, payload)).isEqualTo(quake());
  }
}
