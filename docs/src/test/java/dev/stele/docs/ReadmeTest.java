package dev.stele.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.serde.avro.AvroDeserializer;
import dev.stele.testkit.SteleExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's Java example is this code, and it works. */
@ExtendWith(SteleExtension.class)
class ReadmeTest {
  @Test
  void javaExample_sendsWhatAConsumerReads(SteleExtension stele) throws IOException {
    GenericRecord earthquake = earthquake();

    // README: begin
    Properties config = new Properties();
    config.put("bootstrap.servers", "localhost:9092");
    config.put("key.serializer", StringSerializer.class);
    config.put("value.serializer", dev.stele.serde.avro.AvroSerializer.class);
    config.put("schema.registry.url", "http://localhost:8081");
    // README: end
    config.put("bootstrap.servers", stele.bootstrapServers());
    config.put("schema.registry.url", stele.registryUrl());
    // README: begin
    try (var producer = new KafkaProducer<String, Object>(config)) {
      var unused = producer.send(new ProducerRecord<>("earthquakes", earthquake));
    }
    // README: end

    assertThat(read(stele)).isEqualTo(earthquake);
  }

  @Test
  void javaExample_isThisCode() throws IOException {
    String readme = Files.readString(Pages.ROOT.resolve("README.md"));
    List<String> here = Files.readAllLines(Path.of("src/test/java/dev/stele/docs/ReadmeTest.java"));
    boolean inside = false;
    for (String line : here) {
      String code = line.strip();
      if (code.equals("// README: begin") || code.equals("// README: end")) {
        inside = code.endsWith("begin");
      } else if (inside) {
        assertThat(readme).contains(code.replace("var unused = ", ""));
      }
    }
  }

  private static GenericRecord earthquake() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(Files.readString(Pages.ROOT.resolve("samples/earthquake-v1.avsc")));
    GenericRecordBuilder builder =
        new GenericRecordBuilder(schema)
            .set("id", "us1")
            .set("place", "here")
            .set("time", 1L)
            .set("updated", 2L)
            .set("status", "reviewed")
            .set("tsunami", false)
            .set("sig", 3)
            .set("net", "us")
            .set("type", "earthquake")
            .set("longitude", 4.0)
            .set("latitude", 5.0)
            .set("depthKm", 6.0);
    GenericData.Record record = builder.build();
    return record;
  }

  private static Object read(SteleExtension stele) {
    Properties config = new Properties();
    config.put("bootstrap.servers", stele.bootstrapServers());
    config.put("schema.registry.url", stele.registryUrl());
    config.put("key.deserializer", StringDeserializer.class);
    config.put("value.deserializer", AvroDeserializer.class);
    config.put("auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<String, Object>(config)) {
      TopicPartition partition = new TopicPartition("earthquakes", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      ConsumerRecords<String, Object> records = consumer.poll(Duration.ofSeconds(30));
      return records.iterator().next().value();
    }
  }
}
