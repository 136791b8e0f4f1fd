package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.DynamicMessage;
import dev.stele.schema.SchemaType;
import dev.stele.serde.avro.AvroSerde;
import dev.stele.serde.json.JsonSchemaSerde;
import dev.stele.serde.protobuf.ProtobufSerde;
import dev.stele.testkit.MemoryRegistry;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unit tests as applications that used the reference's have them: {@code mock://scope}. */
class MockAddressTest {
  private static final Schema REPORT =
      SchemaBuilder.record("Report").fields().requiredString("id").requiredLong("felt").endRecord();

  @AfterEach
  void forget() {
    MemoryRegistry.dropScope("it");
  }

  static List<OurFormat> formats() {
    return OurFormat.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void valuesOfTheFormat_areReadAgain(OurFormat format) {
    OurSerdes serdes = new OurSerdes("mock://it", format);
    Exchange.all(format.type())
        .forEach(
            exchange -> {
              for (Map<String, Object> place :
                  List.of(Map.<String, Object>of(), OurSerdes.IN_HEADER)) {
                // A subject of its own for each: they are not compatible.
                Message message = serdes.write(exchange.name(), false, exchange, place);
                JsonNode shown = serdes.read(exchange.name(), exchange, message);
                assertThat(shown).isEqualTo(format.expected(exchange));
              }
            });
    assertThat(MemoryRegistry.client("it").subjects()).isNotEmpty();
  }

  /** What was felt (JSON) of which quake (Protobuf) is counted, and reported in Avro. */
  @Test
  void topology_ofAllFormats_runsInTheTestDriver() {
    OurProtobufFormat protobuf = new OurProtobufFormat();
    OurJsonFormat json = new OurJsonFormat();
    Exchange quake = Exchange.named(SchemaType.PROTOBUF, "referring");
    Exchange felt = Exchange.named(SchemaType.JSON, "everything");
    Serde<DynamicMessage> quakes = configured(new ProtobufSerde<>(), true);
    Serde<Object> feelings = configured(new JsonSchemaSerde<>(), false);
    Serde<GenericRecord> reports = configured(new AvroSerde<>(), false);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("felt", Consumed.with(quakes, feelings))
        .groupByKey()
        .count(
            Materialized.<DynamicMessage, Long>as(Stores.inMemoryKeyValueStore("counts"))
                .withKeySerde(quakes))
        .toStream()
        .map((key, count) -> KeyValue.pair(key, report(protobuf.shown(quake, key), count)))
        .to("reports", Produced.with(quakes, reports));

    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), settings())) {
      TestInputTopic<DynamicMessage, Object> in =
          driver.createInputTopic("felt", quakes.serializer(), feelings.serializer());
      TestOutputTopic<DynamicMessage, GenericRecord> out =
          driver.createOutputTopic("reports", quakes.deserializer(), reports.deserializer());
      DynamicMessage key = (DynamicMessage) protobuf.value(quake);
      in.pipeInput(key, json.value(felt));
      in.pipeInput(key, json.value(felt));

      JsonNode id = protobuf.shown(quake, key).at("/tremor/id");
      assertThat(out.readValuesToList())
          .extracting(report -> report.get("id").toString() + report.get("felt"))
          .containsExactly(id.textValue() + 1, id.textValue() + 2);
    }
    assertThat(MemoryRegistry.client("it").subjects())
        .contains("felt-key", "felt-value", "reports-key", "reports-value");
  }

  private static GenericRecord report(JsonNode quake, long count) {
    return new GenericRecordBuilder(REPORT)
        .set("id", quake.at("/tremor/id").textValue())
        .set("felt", count)
        .build();
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put("application.id", "it");
    settings.put("bootstrap.servers", "nobody:9092");
    return settings;
  }

  private static <T> Serde<T> configured(Serde<T> serde, boolean isKey) {
    serde.configure(Map.of("schema.registry.url", "mock://it"), isKey);
    return serde;
  }
}
