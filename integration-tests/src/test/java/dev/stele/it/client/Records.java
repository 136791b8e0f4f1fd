package dev.stele.it.client;

import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.fixture.Topic;
import dev.stele.it.serde.Exchange;
import dev.stele.it.serde.OurFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of a real topic of one partition, as an application of ours sends and receives them: its
 * keys are of one format, and its values of another.
 */
record Records(SharedRegistry stele, String topic, OurFormat keys, OurFormat values) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static Records create(SharedRegistry stele, String topic, OurFormat keys, OurFormat values) {
    Topic.create(topic, stele.kafka(), stele.registry());
    return new Records(stele, topic, keys, values);
  }

  /** Sends one record, and returns when Kafka has it. */
  void send(Exchange key, Exchange value, Map<String, Object> more) {
    Map<String, Object> settings = settings(more);
    settings.put("key.serializer", keys.serializer().getClass().getName());
    settings.put("value.serializer", values.serializer().getClass().getName());
    try (KafkaProducer<Object, Object> producer = new KafkaProducer<>(settings)) {
      producer.send(new ProducerRecord<>(topic, keys.value(key), values.value(value))).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Cannot send to topic " + topic, e);
    }
  }

  /** The first record. */
  ConsumerRecord<Object, Object> receive() {
    Map<String, Object> settings = settings(Map.of("auto.offset.reset", "earliest"));
    settings.put("key.deserializer", keys.deserializer().getClass().getName());
    settings.put("value.deserializer", values.deserializer().getClass().getName());
    try (KafkaConsumer<Object, Object> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<Object, Object> record : consumer.poll(Duration.ofMillis(200))) {
          return record;
        }
      }
    }
    throw new AssertionError("Nothing arrived in topic " + topic);
  }

  private Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", stele.kafka().bootstrapServers());
    settings.put("schema.registry.url", stele.url());
    return settings;
  }
}
