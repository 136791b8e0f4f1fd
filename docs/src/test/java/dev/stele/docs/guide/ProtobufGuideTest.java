package dev.stele.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.stele.docs.guide.shop.Order;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.protobuf.ProtobufDeserializer;
import dev.stele.serde.protobuf.ProtobufSerde;
import dev.stele.serde.protobuf.ProtobufSerializer;
import dev.stele.testkit.SteleExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The code of {@code docs/guides/protobuf.md}, and that it works. */
@NullUnmarked // as an application is
@ExtendWith(SteleExtension.class)
final class ProtobufGuideTest {
  @Test
  void guide_sendsWhatItReads(SteleExtension stele)
      throws ExecutionException, InterruptedException {
    String kafka = stele.bootstrapServers();
    String registry = stele.registryUrl();

    // guide: message
    Order order =
        Order.newBuilder()
            .setId("o-1")
            .setCents(1999)
            .setAt(Timestamp.newBuilder().setSeconds(1_795_680_000))
            .build();
    // end

    // guide: send
    Properties producing = new Properties();
    producing.put("bootstrap.servers", kafka); // localhost:9092
    producing.put("schema.registry.url", registry); // http://localhost:8081
    producing.put("key.serializer", StringSerializer.class);
    producing.put("value.serializer", ProtobufSerializer.class);
    try (var producer = new KafkaProducer<String, Order>(producing)) {
      producer.send(new ProducerRecord<>("orders", order.getId(), order)).get();
    }
    // end

    // guide: read
    Properties consuming = new Properties();
    consuming.put("bootstrap.servers", kafka);
    consuming.put("schema.registry.url", registry);
    consuming.put("group.id", "billing");
    consuming.put("auto.offset.reset", "earliest");
    consuming.put("key.deserializer", StringDeserializer.class);
    consuming.put("value.deserializer", ProtobufDeserializer.class);
    consuming.put("specific.protobuf.value.type", Order.class);
    List<Order> orders = new ArrayList<>();
    try (var consumer = new KafkaConsumer<String, Order>(consuming)) {
      consumer.subscribe(List.of("orders"));
      while (orders.isEmpty()) {
        for (ConsumerRecord<String, Order> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.add(record.value());
        }
      }
    }
    // end
    assertThat(orders).containsExactly(order);
    assertThat(RegistryClient.of(registry).latest("orders-value").schema().text())
        .contains("message Order");
  }

  @Test
  void guide_buildsSerdesAndReadsDynamicMessages(SteleExtension stele) {
    String registry = stele.registryUrl();
    Order order = Order.newBuilder().setId("o-2").build();

    // guide: serde
    Serde<Order> serde = ProtobufSerde.builder(Order.class).registry(registry).forValues();
    byte[] bytes = serde.serializer().serialize("orders", order);
    // end
    assertThat(serde.deserializer().deserialize("orders", bytes)).isEqualTo(order);

    // guide: dynamic
    try (ProtobufDeserializer<DynamicMessage> deserializer =
        ProtobufDeserializer.builder().registry(registry).forValues()) {
      Message message = deserializer.deserialize("orders", bytes);
      Object id = message.getField(message.getDescriptorForType().findFieldByName("id"));
      System.out.println(id); // o-2
    }
    // end
    serde.close();
  }
}
