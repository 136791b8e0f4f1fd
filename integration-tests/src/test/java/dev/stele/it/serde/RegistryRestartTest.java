package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.fixture.RunningRegistry;
import dev.stele.it.fixture.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A producer and a consumer that run on while the registry is away and comes back. */
class RegistryRestartTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  static List<OurFormat> formats() {
    return OurFormat.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void producerAndConsumer_goOnWithWhatTheyKnow_andWithTheRestAfterwards(OurFormat format)
      throws Exception {
    List<Exchange> exchanges = Exchange.all(format.type()).toList();
    Exchange seen = exchanges.get(0);
    Exchange fresh = exchanges.get(1);
    String topic = "restart-" + format;
    Topic.create(topic, stele.kafka(), stele.registry());
    try (RegistryProxy proxy = new RegistryProxy(stele.registry().url());
        KafkaProducer<byte[], Object> producer = producer(format, proxy.url());
        KafkaConsumer<byte[], Object> consumer = consumer(format, proxy.url())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      send(producer, topic, format.value(seen));
      assertThat(receive(consumer, format, seen, 1)).containsExactly(format.expected(seen));

      proxy.stop();
      for (int i = 0; i < 3; i++) {
        send(producer, topic, format.value(seen));
      }
      assertThat(receive(consumer, format, seen, 3)).hasSize(3).containsOnly(format.expected(seen));
      assertThatThrownBy(() -> send(producer, topic, format.value(fresh)))
          .cause()
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("to topic " + topic + ", subject " + topic + "-");
      stele.registry().restart();
      proxy.start();

      send(producer, topic, format.value(fresh));
      assertThat(receive(consumer, format, fresh, 1)).containsExactly(format.expected(fresh));
      send(producer, topic, format.value(seen));
      assertThat(receive(consumer, format, seen, 1)).containsExactly(format.expected(seen));
    }
  }

  private static void send(KafkaProducer<byte[], Object> producer, String topic, Object value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, value)).get();
  }

  private static List<JsonNode> receive(
      KafkaConsumer<byte[], Object> consumer, OurFormat format, Exchange exchange, int count) {
    List<JsonNode> shown = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (shown.size() < count && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], Object> record : consumer.poll(Duration.ofMillis(200))) {
        shown.add(format.shown(exchange, record.value()));
      }
    }
    return shown;
  }

  private static KafkaProducer<byte[], Object> producer(OurFormat format, String url) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            stele.kafka().bootstrapServers(),
            "key.serializer",
            ByteArraySerializer.class.getName(),
            "value.serializer",
            format.serializer().getClass().getName(),
            "schema.registry.url",
            url,
            // The schemas of one topic need not be compatible so.
            "value.subject.name.strategy",
            "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy",
            "max.retries",
            1,
            "retries.wait.ms",
            1));
  }

  private static KafkaConsumer<byte[], Object> consumer(OurFormat format, String url) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", stele.kafka().bootstrapServers(),
            "auto.offset.reset", "earliest",
            "key.deserializer", ByteArrayDeserializer.class.getName(),
            "value.deserializer", format.deserializer().getClass().getName(),
            "schema.registry.url", url));
  }
}
