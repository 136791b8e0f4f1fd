package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.serde.RegistryProxy.Reply;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the handlers of Kafka Streams are given when messages or the registry are bad. */
class StreamsFaultsTest {
  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  private static final List<Exception> seen = new CopyOnWriteArrayList<>();

  private RegistryProxy proxy;

  @TempDir Path state;

  /** Passes over what is bad, and stops for what may pass: that is not the message's fault. */
  public static final class SkipsBadMessages implements DeserializationExceptionHandler {
    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public DeserializationExceptionHandler.Response handleError(
        ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
      seen.add(exception);
      return exception instanceof RetriableException
          ? DeserializationExceptionHandler.Response.fail()
          : DeserializationExceptionHandler.Response.resume();
    }
  }

  public static final class SkipsBadObjects implements ProductionExceptionHandler {
    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    @SuppressWarnings("rawtypes") // as declared by Kafka
    public ProductionExceptionHandler.Response handleSerializationError(
        ErrorHandlerContext context,
        ProducerRecord record,
        Exception exception,
        SerializationExceptionOrigin origin) {
      seen.add(exception);
      return ProductionExceptionHandler.Response.resume();
    }
  }

  static Stream<OurFormat> formats() {
    return OurFormat.all().stream();
  }

  @BeforeEach
  void start() {
    seen.clear();
    proxy = new RegistryProxy(stele.url());
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void badMessages_areSkipped_byAHandlerThatGoesOn(OurFormat format) {
    String topic = "skipping-" + format;
    byte[] good = message(format, topic);
    try (TopologyTestDriver driver = driver(format, topic, Map.of())) {
      TestInputTopic<byte[], byte[]> in = in(driver, topic);
      in.pipeInput(good);
      in.pipeInput(new byte[] {5, 0, 0, 0, 1});
      in.pipeInput(ofUnknownId(good));
      in.pipeInput(good);

      assertThat(out(driver, topic).getQueueSize()).isEqualTo(2);
      assertThat(seen)
          .hasSize(2)
          .allSatisfy(
              failure ->
                  assertThat(failure)
                      .isInstanceOf(SerializationException.class)
                      .hasMessageContaining("from topic " + topic + ", subject " + topic));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void registryThatFails_isToldFromBadMessages(OurFormat format) {
    String topic = "failing-" + format;
    byte[] good = message(format, topic);
    try (TopologyTestDriver driver = driver(format, topic, Map.of())) {
      proxy.fail(request -> Reply.json(503, "{\"error_code\":50301,\"message\":\"later\"}"));

      StreamsException stopped =
          catchThrowableOfType(
              StreamsException.class, () -> in(driver, topic).pipeInput(ofUnknownId(good)));
      assertThat(stopped)
          .hasCauseInstanceOf(TimeoutException.class)
          .hasStackTraceContaining("from topic " + topic + ", subject " + topic + "-value")
          .hasStackTraceContaining("schema id 12000000");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void refusedSchema_goesToTheHandlerOfProduction_andTheNextRecordOn(OurFormat format) {
    String topic = "refusing-" + format;
    byte[] good = message(format, topic);
    Map<String, Object> handler =
        Map.of("production.exception.handler", SkipsBadObjects.class.getName());
    try (TopologyTestDriver driver = driver(format, topic, handler)) {
      proxy.fail(
          request ->
              request.startsWith("POST")
                  ? Reply.json(409, "{\"error_code\":40901,\"message\":\"incompatible\"}")
                  : null);
      in(driver, topic).pipeInput(good);
      assertThat(out(driver, topic).isEmpty()).isTrue();
      assertThat(seen)
          .singleElement()
          .satisfies(
              failure ->
                  assertThat(failure)
                      .isInstanceOf(SerializationException.class)
                      .hasMessageContaining("to topic " + topic + "-out")
                      .hasMessageContaining("subject " + topic + "-out-value")
                      .hasMessageContaining("incompatible"));

      proxy.recover();
      in(driver, topic).pipeInput(good);
      assertThat(out(driver, topic).getQueueSize()).isEqualTo(1);
    }
  }

  /** Copies a topic, by a serde that reads and writes each value. */
  private TopologyTestDriver driver(OurFormat format, String topic, Map<String, ?> more) {
    Serde<Object> serde = Serdes.serdeFrom(format.serializer(), format.deserializer());
    serde.configure(
        Map.of(
            "schema.registry.url",
            proxy.url(),
            "max.retries",
            0,
            "value.subject.name.strategy",
            "dev.stele.serde.TopicNameStrategy"),
        false);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(topic, Consumed.with(Serdes.ByteArray(), serde))
        .to(topic + "-out", Produced.with(Serdes.ByteArray(), serde));
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("application.id", topic);
    settings.put("bootstrap.servers", "127.0.0.1:1");
    settings.put("state.dir", state.toString());
    settings.put("deserialization.exception.handler", SkipsBadMessages.class.getName());
    Properties properties = new Properties();
    properties.putAll(settings);
    return new TopologyTestDriver(builder.build(), properties);
  }

  private static TestInputTopic<byte[], byte[]> in(TopologyTestDriver driver, String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static TestOutputTopic<byte[], byte[]> out(TopologyTestDriver driver, String topic) {
    return driver.createOutputTopic(
        topic + "-out", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static byte[] message(OurFormat format, String topic) {
    Exchange exchange = Exchange.all(format.type()).findFirst().orElseThrow();
    return new OurSerdes(stele.url(), format).write(topic, exchange).bytes();
  }

  private static byte[] ofUnknownId(byte[] message) {
    byte[] unknown = message.clone();
    ByteBuffer.wrap(unknown).putInt(1, 12_000_000);
    return unknown;
  }
}
