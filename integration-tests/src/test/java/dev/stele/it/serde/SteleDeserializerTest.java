package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.fixture.Topic;
import dev.stele.serde.SteleDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One deserializer for a topic in which there is everything. */
class SteleDeserializerTest {
  private static final String TOPIC = "everything";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  /** A message as it is to be in the topic. */
  private record Sent(OurFormat format, Exchange exchange, Map<String, Object> settings) {}

  @Test
  void topicOfAllFormats_withIdsInFrontAndGuidsInHeaders_isReadByOne() throws Exception {
    List<Sent> all =
        OurFormat.all().stream()
            .flatMap(
                format ->
                    Exchange.all(format.type())
                        .flatMap(
                            exchange ->
                                Stream.of(Map.<String, Object>of(), OurSerdes.IN_HEADER)
                                    .map(place -> new Sent(format, exchange, place))))
            .toList();
    Topic.create(TOPIC, stele.kafka(), stele.registry());

    send(all);
    List<Object> received = receive(all.size());

    assertThat(received).hasSameSizeAs(all);
    for (int i = 0; i < all.size(); i++) {
      Sent sent = all.get(i);
      JsonNode shown = sent.format.shown(sent.exchange, received.get(i));
      assertThat(shown).isEqualTo(sent.format.expected(sent.exchange));
    }
  }

  private static void send(List<Sent> all) throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stele.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Sent sent : all) {
        // A subject of its own for each message: what is in the topic is not compatible.
        String topic = "everything-" + sent.format + "-" + sent.exchange;
        Message message =
            new OurSerdes(stele.url(), sent.format)
                .write(topic, false, sent.exchange, sent.settings);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, message.bytes());
        message
            .headers()
            .forEach((name, value) -> record.headers().add(name, HexFormat.of().parseHex(value)));
        producer.send(record).get();
      }
    }
  }

  private static List<Object> receive(int count) {
    List<Object> values = new ArrayList<>();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", stele.kafka().bootstrapServers(),
            "schema.registry.url", stele.url(),
            "auto.offset.reset", "earliest",
            "key.deserializer", SteleDeserializer.class.getName(),
            "value.deserializer", SteleDeserializer.class.getName());
    try (KafkaConsumer<Object, Object> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<Object, Object> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
