package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.DynamicMessage;
import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.fixture.Topic;
import dev.stele.schema.SchemaType;
import dev.stele.serde.avro.AvroJson;
import dev.stele.serde.avro.AvroSerde;
import dev.stele.serde.json.JsonSchemaSerde;
import dev.stele.serde.protobuf.ProtobufSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka Streams with a serde of each format: what people felt (JSON) joined with quakes (Protobuf,
 * in a store) on keys in Avro, to reports in Avro.
 */
class StreamsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Schema KEY =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"QuakeKey\",\"namespace\":\"it\",\"fields\":"
                  + "[{\"name\":\"id\",\"type\":\"string\"}]}");
  private static final Schema REPORT =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Report\",\"namespace\":\"it\",\"fields\":"
                  + "[{\"name\":\"quake\",\"type\":\"string\"},"
                  + "{\"name\":\"whole\",\"type\":\"long\"}]}");

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  private final OurJsonFormat json = new OurJsonFormat();
  private final OurProtobufFormat protobuf = new OurProtobufFormat();
  private final Exchange felt = Exchange.named(SchemaType.JSON, "everything");
  private final Exchange quake = Exchange.named(SchemaType.PROTOBUF, "referring");

  private final Serde<GenericRecord> keys = configured(new AvroSerde<>(), true);
  private final Serde<Object> feltSerde = configured(new JsonSchemaSerde<>(), false);
  private final Serde<DynamicMessage> quakeSerde = configured(new ProtobufSerde<>(), false);
  private final Serde<GenericRecord> reports = configured(new AvroSerde<>(), false);

  @TempDir Path state;

  @Test
  void join_ofKeysAndValuesInAllFormats_givesReports() throws Exception {
    for (String topic : List.of("streams-felt", "streams-quakes", "streams-reports")) {
      Topic.create(topic, stele.kafka(), stele.registry());
    }
    GenericRecord key = new GenericRecordBuilder(KEY).set("id", "us7000").build();
    // The quake is older than what was felt of it: that is how streams and tables are joined.
    send("streams-quakes", key, (DynamicMessage) protobuf.value(quake), quakeSerde, 1_000);
    send("streams-felt", key, json.value(felt), feltSerde, 2_000);

    ConsumerRecord<GenericRecord, GenericRecord> report;
    try (KafkaStreams streams = new KafkaStreams(topology().build(), settings())) {
      streams.start();
      report = receive();
    }

    assertThat(report.key()).isEqualTo(key);
    assertThat(AvroJson.write(report.value(), REPORT))
        .isEqualTo("{\"quake\":\"us7000\",\"whole\":9007199254740991}");
  }

  private StreamsBuilder topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("streams-felt", Consumed.with(keys, feltSerde))
        .join(
            builder.table(
                "streams-quakes",
                Consumed.with(keys, quakeSerde),
                Materialized.<GenericRecord, DynamicMessage>as(Stores.inMemoryKeyValueStore("q"))
                    .withKeySerde(keys)
                    .withValueSerde(quakeSerde)),
            this::report,
            Joined.with(keys, feltSerde, quakeSerde))
        .to("streams-reports", Produced.with(keys, reports));
    return builder;
  }

  private GenericRecord report(Object feltThere, DynamicMessage there) {
    JsonNode shownFelt = json.shown(felt, feltThere);
    JsonNode shownQuake = protobuf.shown(quake, there);
    return new GenericRecordBuilder(REPORT)
        .set("quake", shownQuake.at("/tremor/id").textValue())
        .set("whole", shownFelt.get("whole").longValue())
        .build();
  }

  private <T> void send(String topic, GenericRecord key, T value, Serde<T> serde, long timestamp)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<GenericRecord, T> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stele.kafka().bootstrapServers()),
            keys.serializer(),
            serde.serializer())) {
      producer.send(new ProducerRecord<>(topic, 0, timestamp, key, value)).get();
    }
  }

  private ConsumerRecord<GenericRecord, GenericRecord> receive() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", stele.kafka().bootstrapServers(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<GenericRecord, GenericRecord> consumer =
        new KafkaConsumer<>(settings, keys.deserializer(), reports.deserializer())) {
      consumer.assign(List.of(new TopicPartition("streams-reports", 0)));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<GenericRecord, GenericRecord> record :
            consumer.poll(Duration.ofMillis(200))) {
          return record;
        }
      }
    }
    throw new AssertionError("No report arrived");
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put("application.id", "streams");
    settings.put("bootstrap.servers", stele.kafka().bootstrapServers());
    settings.put("state.dir", state.toString());
    settings.put("auto.offset.reset", "earliest");
    settings.put("replication.factor", 1);
    return settings;
  }

  private static <T> Serde<T> configured(Serde<T> serde, boolean isKey) {
    serde.configure(Map.of("schema.registry.url", stele.url()), isKey);
    return serde;
  }
}
