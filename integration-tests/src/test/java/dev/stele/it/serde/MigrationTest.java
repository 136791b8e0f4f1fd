package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.fixture.Topic;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that ran with the reference's serializers: in its files of settings the names of
 * the classes change, and nothing else.
 */
class MigrationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String COMMON =
      """
      bootstrap.servers=BROKERS
      schema.registry.url=REGISTRY,REGISTRY/
      schema.registry.url.randomize=true
      basic.auth.credentials.source=USER_INFO
      basic.auth.user.info=application:secret
      request.header.X-Application=quakes
      http.connect.timeout.ms=20000
      http.read.timeout.ms=20000
      max.retries=5
      retries.wait.ms=10
      retries.max.wait.ms=100
      max.schemas.per.subject=500
      latest.cache.size=100
      latest.cache.ttl.sec=60
      missing.cache.size=100
      missing.id.cache.ttl.sec=5
      key.subject.name.strategy=io.confluent.kafka.serializers.subject.TopicNameStrategy
      value.subject.name.strategy=io.confluent.kafka.serializers.subject.TopicRecordNameStrategy
      context.name.strategy=io.confluent.kafka.serializers.context.NullContextNameStrategy
      use.latest.version=false
      rule.service.loader.enable=true
      client.id=quakes
      """;

  private static final String PRODUCER =
      COMMON
          + """
          acks=all
          key.serializer=REFERENCE
          value.serializer=REFERENCE
          auto.register.schemas=true
          normalize.schemas=true
          id.compatibility.strict=true
          latest.compatibility.strict=true
          key.schema.id.serializer=io.confluent.kafka.serializers.schema.id.PrefixSchemaIdSerializer
          value.schema.id.serializer=io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer
          avro.remove.java.properties=true
          avro.reflection.allow.null=false
          avro.use.logical.type.converters=false
          json.fail.invalid.schema=true
          json.write.dates.iso8601=true
          json.schema.spec.version=draft_7
          json.oneof.for.nullables=false
          json.default.property.inclusion=ALWAYS
          json.indent.output=false
          json.envelope.detection=true
          reference.lookup.only=false
          reference.subject.name.strategy=io.confluent.kafka.serializers.subject.DefaultReferenceSubjectNameStrategy
          skip.known.types=true
          """;

  private static final String CONSUMER =
      COMMON
          + """
          auto.offset.reset=earliest
          key.deserializer=REFERENCE
          value.deserializer=REFERENCE
          key.schema.id.deserializer=io.confluent.kafka.serializers.schema.id.DualSchemaIdDeserializer
          value.schema.id.deserializer=io.confluent.kafka.serializers.schema.id.DualSchemaIdDeserializer
          specific.avro.reader=false
          avro.use.logical.type.converters=false
          avro.fail.on.trailing.data=true
          json.fail.unknown.properties=false
          json.fail.invalid.schema=true
          json.key.type=java.lang.Object
          json.value.type=java.lang.Object
          type.property=javaType
          derive.type=false
          """;

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  static List<OurFormat> formats() {
    return OurFormat.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void application_runsOn_withTheNamesOfTheClassesChanged(OurFormat format) throws Exception {
    String topic = "migrated-" + format;
    Topic.create(topic, stele.kafka(), stele.registry());
    Exchange exchange = Exchange.all(format.type()).findFirst().orElseThrow();

    try (KafkaProducer<Object, Object> producer =
        new KafkaProducer<>(settings(PRODUCER, format.serializer().getClass()))) {
      Object value = format.value(exchange);
      producer.send(new ProducerRecord<>(topic, value, value)).get();
      producer.send(new ProducerRecord<>(topic, value, null)).get();
    }
    List<ConsumerRecord<Object, Object>> received;
    try (KafkaConsumer<Object, Object> consumer =
        new KafkaConsumer<>(settings(CONSUMER, format.deserializer().getClass()))) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      received = receive(consumer);
    }

    for (ConsumerRecord<Object, Object> record : received) {
      assertThat(format.shown(exchange, record.key())).isEqualTo(format.expected(exchange));
    }
    assertThat(format.shown(exchange, received.get(0).value()))
        .isEqualTo(format.expected(exchange));
    assertThat(received.get(0).headers().lastHeader("__value_schema_id")).isNotNull();
    assertThat(received.get(0).headers().lastHeader("__key_schema_id")).isNull();
    assertThat(received.get(1).value()).isNull();
    assertThat(stele.http().get("/subjects").json().toString())
        .contains("\"" + topic + "-key\"")
        .doesNotContain("\"" + topic + "-value\"");
  }

  private static List<ConsumerRecord<Object, Object>> receive(
      KafkaConsumer<Object, Object> consumer) {
    List<ConsumerRecord<Object, Object>> received = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (received.size() < 2 && System.nanoTime() < deadline) {
      consumer.poll(Duration.ofMillis(200)).forEach(received::add);
    }
    assertThat(received).hasSize(2);
    return received;
  }

  private static Properties settings(String file, Class<?> ours) throws IOException {
    Properties settings = new Properties();
    settings.load(
        new StringReader(
            file.replace("BROKERS", stele.kafka().bootstrapServers())
                .replace("REGISTRY", stele.url())
                .replace("REFERENCE", ours.getName())));
    return settings;
  }
}
