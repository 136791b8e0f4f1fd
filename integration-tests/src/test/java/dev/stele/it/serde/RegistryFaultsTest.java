package dev.stele.it.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.serde.RegistryProxy.Reply;
import dev.stele.schema.SchemaType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application sees of a registry that is down, slow, broken or wrong. */
class RegistryFaultsTest {
  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  private static final String STRATEGY = "value.subject.name.strategy";
  private static final String BY_NAME_OF_TOPIC =
      "io.confluent.kafka.serializers.subject.TopicNameStrategy";

  /** The subject is known without asking. */
  private static final Map<String, Object> BY_TOPIC = Map.of(STRATEGY, BY_NAME_OF_TOPIC);

  private static final AtomicInteger tests = new AtomicInteger();

  private final String topic = "faults-" + tests.incrementAndGet();
  private RegistryProxy proxy;

  static Stream<OurFormat> formats() {
    return OurFormat.all().stream();
  }

  @BeforeEach
  void start() {
    proxy = new RegistryProxy(stele.url());
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  /**
   * The subject is told if it is known without the registry, which by default is asked for it
   * first.
   */
  static Stream<Arguments> strategies() {
    return formats()
        .flatMap(
            format ->
                Stream.of(
                    Arguments.of(format, BY_TOPIC, ", subject "),
                    Arguments.of(format, Map.of(), ": ")));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void registryDownBeforeTheFirstMessage_isRetriable_andOverWhenItIsUp(
      OurFormat format, Map<String, ?> strategy, String behindTopic) {
    Exchange exchange = first(format);
    byte[] known = known(format, topic, exchange);
    try (Application app = new Application(format, proxy.url(), strategy)) {
      proxy.stop();

      assertThat(failure(() -> app.write(topic, exchange)))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("to topic " + topic + behindTopic);
      assertThat(failure(() -> app.read(topic, known)))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("from topic " + topic + ",")
          .hasMessageContaining("id " + id(known));

      proxy.start();
      assertThat(app.write(topic, exchange)).isEqualTo(known);
      assertThat(app.read(topic, exchange, known)).isEqualTo(format.expected(exchange));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void registryDownLater_leavesWhatWasSeen_andIsRetriableForTheRest(OurFormat format) {
    Exchange seen = first(format);
    Exchange fresh = second(format);
    String later = topic + "-later";
    byte[] unread = known(format, later, fresh);
    try (Application app = application(format)) {
      byte[] message = app.write(topic, seen);
      assertThat(app.read(topic, seen, message)).isEqualTo(format.expected(seen));
      proxy.stop();

      for (int i = 0; i < 3; i++) {
        assertThat(app.write(topic, seen)).isEqualTo(message);
        assertThat(app.read(topic, seen, message)).isEqualTo(format.expected(seen));
        assertThat(failure(() -> app.write(later, fresh)))
            .isInstanceOf(RetriableException.class)
            .hasMessageContaining("to topic " + later + ", subject " + later + "-value");
        assertThat(failure(() -> app.read(later, unread)))
            .isInstanceOf(RetriableException.class)
            .hasMessageContaining("from topic " + later + ", subject " + later + "-value")
            .hasMessageContaining("id " + id(unread));
      }

      proxy.start();
      assertThat(app.write(later, fresh)).isEqualTo(unread);
      assertThat(app.read(later, fresh, unread)).isEqualTo(format.expected(fresh));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void slowRegistry_isATimeout_andOverWhenItAnswers(OurFormat format) {
    Exchange exchange = first(format);
    byte[] known = known(format, topic, exchange);
    CountDownLatch held = new CountDownLatch(1);
    proxy.fail(
        request -> {
          held.await();
          return null;
        });
    Map<String, Object> impatient =
        Map.of("http.read.timeout.ms", 200, "max.retries", 1, STRATEGY, BY_NAME_OF_TOPIC);
    try (Application app = new Application(format, proxy.url(), impatient)) {
      assertThat(failure(() -> app.write(topic, exchange)))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("to topic " + topic + ", subject " + topic + "-value");
      assertThat(failure(() -> app.read(topic, known)))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("from topic " + topic + ", subject " + topic + "-value")
          .hasMessageContaining("id " + id(known));
    }

    held.countDown();
    proxy.recover();
    try (Application app = application(format)) {
      assertThat(app.write(topic, exchange)).isEqualTo(known);
      assertThat(app.read(topic, exchange, known)).isEqualTo(format.expected(exchange));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void error500_isRetried_untilItIsOver(OurFormat format) {
    Exchange exchange = first(format);
    byte[] known = known(format, topic, exchange);
    try (Application app = application(format)) {
      failTimes(2);
      assertThat(app.write(topic, exchange)).isEqualTo(known);
      failTimes(2);
      assertThat(app.read(topic, exchange, known)).isEqualTo(format.expected(exchange));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void error500ThatStays_isRetriable_afterTheRetriesOfTheSettings(OurFormat format) {
    Exchange exchange = first(format);
    byte[] known = known(format, topic, exchange);
    try (Application app = application(format)) {
      proxy.fail(request -> Reply.json(500, "{\"error_code\":50001,\"message\":\"on fire\"}"));

      assertThat(failure(() -> app.read(topic, known)))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("from topic " + topic + ", subject " + topic + "-value")
          .hasMessageContaining("id " + id(known))
          .hasMessageContaining("on fire");
      assertThat(proxy.requests()).hasSize(3);
      assertThat(failure(() -> app.write(topic, exchange)))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("to topic " + topic + ", subject " + topic + "-value")
          .hasMessageContaining("on fire");

      proxy.recover();
      assertThat(app.write(topic, exchange)).isEqualTo(known);
    }
  }

  static Stream<Arguments> wrongAnswers() {
    List<Reply> wrong =
        List.of(
            new Reply(200, "text/html", "<html><body>Please log in</body></html>"),
            new Reply(200, "application/json", "{\"schema\":\"{\\\"type\\\":\\\"rec"),
            new Reply(200, "application/json", ""),
            new Reply(200, "application/json", "[]"),
            new Reply(200, "application/json", "null"),
            new Reply(200, "application/json", "{}"),
            new Reply(200, "application/json", "{\"id\":\"one\",\"schema\":7}"),
            new Reply(200, "application/json", "{\"id\":-1,\"version\":1}"),
            new Reply(200, "application/json", "{\"error_code\":50001,\"message\":\"on fire\"}"),
            new Reply(201, "application/json", "{\"id\":1}"),
            new Reply(301, "text/html", "<html>Moved</html>"),
            new Reply(404, "text/html", "<html>No such page</html>"));
    return formats().flatMap(format -> wrong.stream().map(reply -> Arguments.of(format, reply)));
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void wrongContent_isAnErrorThatTells_andForgottenWithIt(OurFormat format, Reply wrong) {
    Exchange exchange = first(format);
    byte[] known = known(format, topic, exchange);
    try (Application app = application(format)) {
      proxy.fail(request -> wrong);

      assertThat(failure(() -> app.read(topic, known)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("from topic " + topic + ", subject " + topic + "-value")
          .hasMessageContaining("id " + id(known))
          .hasMessageContaining("GET " + proxy.url() + "/schemas/ids/" + id(known));
      assertThat(failure(() -> app.write(topic, exchange)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("to topic " + topic + ", subject " + topic + "-value")
          .hasMessageContaining("POST " + proxy.url() + "/subjects/" + topic + "-value");

      proxy.recover();
      assertThat(app.write(topic, exchange)).isEqualTo(known);
      assertThat(app.read(topic, exchange, known)).isEqualTo(format.expected(exchange));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void schemaOfAnotherFormat_isAnErrorThatNamesIt(OurFormat format) {
    Exchange exchange = first(format);
    byte[] known = known(format, topic, exchange);
    boolean isAvro = format.type().equals(SchemaType.AVRO);
    proxy.fail(
        request ->
            Reply.json(
                200,
                isAvro
                    ? "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}"
                    : "{\"schema\":\"\\\"string\\\"\"}"));
    try (Application app = application(format)) {
      assertThat(failure(() -> app.read(topic, known)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("from topic " + topic + ", subject " + topic + "-value")
          .hasMessageContaining("id " + id(known))
          .hasMessageContaining(isAvro ? "JSON" : "AVRO");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void unknownId_isAskedForOnce_andTold(OurFormat format) {
    byte[] unknown = known(format, topic, first(format)).clone();
    ByteBuffer.wrap(unknown).putInt(1, 12_000_000);
    try (Application app = application(format)) {
      for (int i = 0; i < 100; i++) {
        assertThat(failure(() -> app.read(topic, unknown)))
            .isInstanceOf(SerializationException.class)
            .hasMessageContaining("from topic " + topic + ", subject " + topic + "-value")
            .hasMessageContaining("id 12000000");
      }
      assertThat(proxy.requests()).filteredOn(r -> r.contains("/ids/12000000")).hasSize(1);
    }
  }

  private Application application(OurFormat format) {
    return new Application(format, proxy.url(), BY_TOPIC);
  }

  /** A message that is in a topic, of a schema that the registry has. */
  private byte[] known(OurFormat format, String topic, Exchange exchange) {
    return new OurSerdes(stele.url(), format).write(topic, exchange).bytes();
  }

  private void failTimes(int times) {
    AtomicInteger left = new AtomicInteger(times);
    proxy.fail(
        request ->
            left.getAndDecrement() > 0
                ? Reply.json(500, "{\"error_code\":50001,\"message\":\"on fire\"}")
                : null);
  }

  private static KafkaException failure(ThrowingCallable call) {
    KafkaException failure = catchThrowableOfType(KafkaException.class, call);
    assertThat(failure).as("must fail").isNotNull();
    return failure;
  }

  private static Exchange first(OurFormat format) {
    return Exchange.all(format.type()).findFirst().orElseThrow();
  }

  private static Exchange second(OurFormat format) {
    return Exchange.all(format.type()).skip(1).findFirst().orElseThrow();
  }

  private static int id(byte[] message) {
    return ByteBuffer.wrap(message).getInt(1);
  }
}
