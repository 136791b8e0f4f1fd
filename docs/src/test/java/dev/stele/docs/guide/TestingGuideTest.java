package dev.stele.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.avro.AvroSerde;
import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.testkit.MemoryRegistry;
import dev.stele.testkit.SteleExtension;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the guide to testing shows works. */
class TestingGuideTest {
  private static final Schema QUAKE =
      SchemaBuilder.record("Quake").fields().requiredDouble("magnitude").endRecord();

  private static GenericRecord quake(double magnitude) {
    return new GenericRecordBuilder(QUAKE).set("magnitude", magnitude).build();
  }

  // guide: drop
  @AfterEach
  void forgetSchemas() {
    MemoryRegistry.dropScope("quakes");
  }

  // end

  @Test
  void serializer_withMockAddress_registers() {
    // guide: serializer
    AvroSerializer<GenericRecord> serializer = new AvroSerializer<>();
    serializer.configure(Map.of("schema.registry.url", "mock://quakes"), false);
    byte[] message = serializer.serialize("quakes", quake(6.1));
    // end
    assertThat(message).hasSize(13);
    // guide: look
    RegistryClient registry = MemoryRegistry.client("quakes");
    assertThat(registry.subjects()).containsExactly("quakes-value");
    assertThat(registry.latest("quakes-value").version()).hasValue(1);
    // end
  }

  @Test
  void producer_ofKafkasTestKit_takesTheSerializer() {
    AvroSerializer<GenericRecord> serializer =
        AvroSerializer.<GenericRecord>builder().registry("mock://quakes").forValues();
    // guide: producer
    MockProducer<String, GenericRecord> producer =
        new MockProducer<>(true, null, new StringSerializer(), serializer);
    // end
    var unused = producer.send(new ProducerRecord<>("quakes", "us1", quake(6.1)));
    assertThat(producer.history()).hasSize(1);
    assertThat(MemoryRegistry.client("quakes").subjects()).containsExactly("quakes-value");
  }

  private static StreamsBuilder topology(Serde<GenericRecord> quakes) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("quakes", Consumed.with(Serdes.String(), quakes))
        .filter((id, quake) -> (double) quake.get("magnitude") >= 6)
        .to("strong", Produced.with(Serdes.String(), quakes));
    return builder;
  }

  @Test
  void topology_inTheTestDriver_runs() {
    Properties config = new Properties();
    config.put("application.id", "quakes");
    config.put("bootstrap.servers", "nobody:9092");
    // guide: streams
    Serde<GenericRecord> quakes =
        AvroSerde.builder(GenericRecord.class).registry("mock://quakes").forValues();
    try (var driver = new TopologyTestDriver(topology(quakes).build(), config)) {
      TestInputTopic<String, GenericRecord> in =
          driver.createInputTopic("quakes", new StringSerializer(), quakes.serializer());
      TestOutputTopic<String, GenericRecord> strong =
          driver.createOutputTopic("strong", new StringDeserializer(), quakes.deserializer());
      in.pipeInput("us1", quake(6.1));
      in.pipeInput("us2", quake(2.4));
      assertThat(strong.readValuesToList()).containsExactly(quake(6.1));
    }
    // end
  }

  @Test
  void change_thatBreaksReaders_isRefused() {
    // guide: refused
    RegistryClient registry = MemoryRegistry.client("quakes");
    registry.register("quakes-value", SchemaDefinition.avro(QUAKE.toString()), Set.of());
    SchemaDefinition changed = SchemaDefinition.avro(QUAKE.toString().replace("double", "string"));
    assertThatThrownBy(() -> registry.register("quakes-value", changed, Set.of()))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("TYPE_MISMATCH");
    // end
  }

  @Nested
  // guide: broker
  @ExtendWith(SteleExtension.class)
  class DeliveryTest {
    @Test
    void quake_isSent(SteleExtension stele) throws Exception {
      Properties config = new Properties();
      config.put("bootstrap.servers", stele.bootstrapServers());
      config.put("schema.registry.url", stele.registryUrl());
      config.put("key.serializer", StringSerializer.class);
      config.put("value.serializer", AvroSerializer.class);
      try (var producer = new KafkaProducer<String, GenericRecord>(config)) {
        producer.send(new ProducerRecord<>("quakes", "us1", quake(6.1))).get();
      }
      RegistryClient registry = RegistryClient.of(stele.registryUrl());
      assertThat(registry.subjects()).containsExactly("quakes-value");
    }
  }
  // end
}
