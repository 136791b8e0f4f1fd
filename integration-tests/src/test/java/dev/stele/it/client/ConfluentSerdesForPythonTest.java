package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.serde.Exchange;
import dev.stele.it.serde.Message;
import dev.stele.it.serde.OurFormat;
import dev.stele.it.serde.OurSerdes;
import dev.stele.schema.SchemaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes both ways between the serializers of Confluent's client for Python and ours. */
class ConfluentSerdesForPythonTest {
  @RegisterExtension
  @Order(1)
  static final PythonInterpreter python = new PythonInterpreter();

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  private static ForeignClient client;

  @BeforeAll
  static void start() {
    client = python.start(stele.url());
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
  }

  /** The format, the exchange and whether it is a record's key. */
  static Stream<Arguments> exchanges() {
    return OurFormat.all().stream()
        .flatMap(
            format ->
                Exchange.all(format.type())
                    .filter(each -> each.indexes().equals("00") && !each.isBareBytes())
                    .flatMap(
                        exchange ->
                            Stream.of(true, false)
                                .map(isKey -> Arguments.of(format, exchange, isKey))));
  }

  @ParameterizedTest(name = "{0} {1}, key: {2}")
  @MethodSource("exchanges")
  void value_goesBothWaysBetweenThemAndUs(OurFormat format, Exchange exchange, boolean isKey) {
    PythonSerdes theirs = new PythonSerdes(client, format.type(), isKey);
    OurSerdes ours = new OurSerdes(stele.url(), format);
    String topic = "python-both-" + format + "-" + exchange;
    register(theirs, topic, exchange);

    Message sent = ours.write(topic, isKey, exchange, Map.of());

    if (exchange.ours().isEmpty()) {
      Message answer = theirs.write(topic, exchange);
      assertThat(theirs.read(topic, exchange, sent)).isEqualTo(exchange.value());
      assertThat(ours.read(topic, isKey, exchange, answer)).isEqualTo(format.expected(exchange));
    }
  }

  static Stream<Exchange> avro() {
    return Exchange.all(SchemaType.AVRO).filter(exchange -> !exchange.isBareBytes());
  }

  /** With the values that Python has for logical types and for branches of unions. */
  @ParameterizedTest
  @MethodSource("avro")
  void avroThatTheyRead_isWrittenBackAsTheSameBytes(Exchange exchange) {
    OurSerdes ours = new OurSerdes(stele.url(), OurFormat.of(SchemaType.AVRO));
    String topic = "python-echo-" + exchange;

    Message sent = ours.write(topic, exchange);

    assertThat(client.call("echo_avro", topic, exchange.schema(), sent.message()).textValue())
        .isEqualTo(sent.message());
  }

  static Stream<Exchange> notFirst() {
    return Exchange.all(SchemaType.PROTOBUF).filter(exchange -> !exchange.indexes().equals("00"));
  }

  /**
   * This release writes message indexes in a form that was given up since; for the first message of
   * a file, both are the same.
   */
  @ParameterizedTest
  @MethodSource("notFirst")
  void protobufOfOtherThanTheFirstMessage_isRefusedInItsOldForm(Exchange exchange) {
    OurFormat format = OurFormat.of(SchemaType.PROTOBUF);
    PythonSerdes theirs = new PythonSerdes(client, SchemaType.PROTOBUF, false);
    String topic = "python-indexes-" + exchange;

    Message message = theirs.write(topic, exchange);

    assertThatThrownBy(() -> new OurSerdes(stele.url(), format).read(topic, exchange, message))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(topic);
  }

  @Test
  void record_goesBothWaysThroughATopic() {
    OurFormat ourKeys = OurFormat.of(SchemaType.PROTOBUF);
    OurFormat ourValues = OurFormat.of(SchemaType.JSON);
    PythonSerdes theirKeys = new PythonSerdes(client, SchemaType.PROTOBUF, true);
    PythonSerdes theirValues = new PythonSerdes(client, SchemaType.JSON, false);
    Exchange key = Exchange.named(SchemaType.PROTOBUF, "structured");
    Exchange value = Exchange.named(SchemaType.JSON, "everything");
    Records ours = Records.create(stele, "python-records", ourKeys, ourValues);
    Records answers = Records.create(stele, "python-answers", ourKeys, ourValues);
    register(theirValues, ours.topic(), value);
    String broker = stele.kafka().bootstrapServers();

    // The key's schema is registered by sending, the value's is there.
    ours.send(key, value, Map.of());
    JsonNode record = client.call("receive", broker, ours.topic());
    Message theirKey = theirKeys.write(answers.topic(), key);
    Message theirValue = theirValues.write(answers.topic(), value);
    client.call("send", broker, answers.topic(), Message.record(theirKey, theirValue));
    ConsumerRecord<Object, Object> received = answers.receive();

    assertThat(theirKeys.read(ours.topic(), key, Message.of(record, "key"))).isEqualTo(key.value());
    assertThat(theirValues.read(ours.topic(), value, Message.of(record, "value")))
        .isEqualTo(value.value());
    assertThat(ourKeys.shown(key, received.key())).isEqualTo(ourKeys.expected(key));
    assertThat(ourValues.shown(value, received.value())).isEqualTo(ourValues.expected(value));
  }

  private static void register(PythonSerdes theirs, String topic, Exchange exchange) {
    if (!theirs.type().equals(SchemaType.PROTOBUF)) {
      Map<String, Object> body =
          Map.of(
              "schemaType",
              theirs.type().name(),
              "schema",
              exchange.schema(),
              "references",
              List.of());
      client.call("register_schema", topic + (theirs.isKey() ? "-key" : "-value"), body);
    }
  }
}
