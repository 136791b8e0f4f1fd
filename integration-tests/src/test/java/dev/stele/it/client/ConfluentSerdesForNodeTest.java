package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The serializers of Confluent's client for Node.js, and what goes both ways between them and ours.
 */
class ConfluentSerdesForNodeTest {
  private static final Map<String, Object> REGISTERS = Map.of("autoRegisterSchemas", true);
  private static final Map<String, Object> LATEST = Map.of("useLatestVersion", true);
  private static final Map<String, Object> TREMOR = Map.of("id", "theirs", "felt", 7);

  private static final JsonNode FILES = ProtobufFiles.ALL;
  private static final List<OurFormat> OUR_FORMATS = OurFormat.all();

  @RegisterExtension
  @Order(1)
  static final NodePackages packages = new NodePackages();

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  private static ForeignClient client;

  @BeforeAll
  static void start() {
    client = packages.start("confluent.js", stele.url());
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
  }

  static Stream<Arguments> exchanges() {
    return OUR_FORMATS.stream()
        .flatMap(
            format ->
                Exchange.all(format.type())
                    .flatMap(
                        exchange ->
                            Stream.of("value", "key")
                                .flatMap(
                                    side ->
                                        Stream.of("prefix", "header")
                                            .map(
                                                place ->
                                                    Arguments.of(format, exchange, side, place)))));
  }

  @ParameterizedTest(name = "{0} {1}: {2}, {3}")
  @MethodSource("exchanges")
  void value_goesBothWaysBetweenThemAndUs(
      OurFormat format, Exchange exchange, String side, String place) {
    NodeSerdes theirs = new NodeSerdes(client, format.type(), side.equals("key"));
    OurSerdes ours = new OurSerdes(stele.url(), format);
    String topic = "both-" + format.type() + "-" + exchange + "-" + place;
    boolean inHeader = place.equals("header");
    theirs.register(topic, exchange);

    Map<String, Object> settings = inHeader ? OurSerdes.IN_HEADER : Map.of();
    Message sent = ours.write(topic, theirs.isKey(), exchange, settings);
    Message answer = theirs.write(topic, exchange, inHeader);

    assertThat(theirs.read(topic, sent)).isEqualTo(theirs.expected(exchange));
    assertThat(ours.read(topic, theirs.isKey(), exchange, answer))
        .isEqualTo(format.expected(exchange));
    assertThat(sent.headers().keySet()).isEqualTo(answer.headers().keySet());
    assertThat(sent.headers().isEmpty()).isNotEqualTo(inHeader);
  }

  @ParameterizedTest
  @CsvSource({"Avro, AVRO", "Json, JSON"})
  void schema_thatRefersToAnother_goesBothWays(String format, Sample sample) {
    String tremors = sample.subject("node-referred");
    String topic = "node-refers-" + format;
    client.call("register", tremors, sample.body(sample.first));
    client.call("register", topic + "-value", sample.report(tremors));
    OurFormat our = OurFormat.of(new SchemaType(sample.name()));
    OurSerdes ours = new OurSerdes(stele.url(), our);
    Exchange exchange = sample.exchange();

    Message sent = ours.write(topic, false, exchange, OurSerdes.LATEST);
    JsonNode answer = client.call("serialize", format, topic, exchange.value(), LATEST);

    assertThat(client.call("deserialize", format, topic, sent.message()))
        .isEqualTo(exchange.value());
    assertThat(ours.read(topic, exchange, Message.of(answer))).isEqualTo(exchange.value());
  }

  @ParameterizedTest
  @CsvSource({"AVRO, JSON, prefix", "JSON, PROTOBUF, header", "PROTOBUF, AVRO, prefix"})
  void record_goesBothWaysThroughATopic(String keys, String values, String place) {
    boolean inHeader = place.equals("header");
    NodeSerdes theirKeys = new NodeSerdes(client, new SchemaType(keys), true);
    NodeSerdes theirValues = new NodeSerdes(client, new SchemaType(values), false);
    OurFormat ourKeys = OurFormat.of(theirKeys.type());
    OurFormat ourValues = OurFormat.of(theirValues.type());
    Exchange key = Exchange.all(theirKeys.type()).findFirst().orElseThrow();
    Exchange value = Exchange.all(theirValues.type()).findFirst().orElseThrow();
    String topic = "node-records-" + keys;
    Records ours = Records.create(stele, topic, ourKeys, ourValues);
    Records answers = Records.create(stele, topic + "-answers", ourKeys, ourValues);
    for (String each : List.of(ours.topic(), answers.topic())) {
      theirKeys.register(each, key);
      theirValues.register(each, value);
    }

    ours.send(key, value, inHeader ? OurSerdes.IN_HEADER : Map.of());
    JsonNode record = client.call("receive", stele.kafka().bootstrapServers(), ours.topic());
    Message theirKey = theirKeys.write(answers.topic(), key, inHeader);
    Message theirValue = theirValues.write(answers.topic(), value, inHeader);
    client.call(
        "send",
        stele.kafka().bootstrapServers(),
        answers.topic(),
        Message.record(theirKey, theirValue));
    ConsumerRecord<Object, Object> received = answers.receive();

    assertThat(theirKeys.read(ours.topic(), Message.of(record, "key")))
        .isEqualTo(theirKeys.expected(key));
    assertThat(theirValues.read(ours.topic(), Message.of(record, "value")))
        .isEqualTo(theirValues.expected(value));
    assertThat(ourKeys.shown(key, received.key())).isEqualTo(ourKeys.expected(key));
    assertThat(ourValues.shown(value, received.value())).isEqualTo(ourValues.expected(value));
  }

  @ParameterizedTest
  @CsvSource({"Avro, AVRO", "Json, JSON"})
  void message_isReadByTheIdInFrontOfIt(String format, Sample sample) {
    String topic = "id-" + format;
    int id = client.call("register", topic + "-value", sample.body(sample.second)).intValue();

    String sent = client.call("serialize", format, topic, TREMOR, LATEST).get("message").asText();

    assertThat(sent).startsWith("00%08x".formatted(id));
    assertThat(client.call("deserialize", format, topic, sent).get("id").asText())
        .isEqualTo("theirs");
  }

  @ParameterizedTest
  @CsvSource({"Avro, AVRO", "Json, JSON"})
  void message_isReadByTheGuidInAHeader(String format, Sample sample) {
    String topic = "guid-" + format;
    String guid =
        client
            .call("registerFullResponse", topic + "-value", sample.body(sample.second))
            .get("guid")
            .asText();

    JsonNode sent = client.call("serialize", format, topic, TREMOR, LATEST, Map.of());

    assertThat(sent.at("/headers/__value_schema_id").asText())
        .isEqualTo("01" + guid.replace("-", ""));
    JsonNode received =
        client.call("deserialize", format, topic, sent.get("message"), sent.get("headers"));
    assertThat(received.get("id").asText()).isEqualTo("theirs");
  }

  @Test
  void protobuf_isRegisteredWithWhatItImports() {
    Map<String, Object> report = Map.of("tremor", TREMOR);
    JsonNode sent =
        client.call("serializeProtobuf", "reports", FILES, "it.Report", report, REGISTERS);

    JsonNode registered = stele.http().get("/subjects/reports-value/versions/1").json();
    assertThat(registered.get("schema").textValue()).contains("import \"tremor.proto\";");
    assertThat(registered.get("references").toString())
        .isEqualTo("[{\"name\":\"tremor.proto\",\"subject\":\"tremor.proto\",\"version\":1}]");
    JsonNode received =
        client.call("deserializeProtobuf", "reports", sent.get("message")).get("value");
    assertThat(received.at("/tremor/id").asText()).isEqualTo("theirs");
    assertThat(received.at("/tremor/felt").intValue()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "TOPIC, strategies-value",
    "RECORD, it.Report",
    "TOPIC_RECORD, strategies-it.Report",
    "ASSOCIATED, strategies-value",
  })
  void subject_isNamedByTheStrategy(String strategy, String subject) {
    Map<String, Object> settings =
        Map.of("autoRegisterSchemas", true, "subjectNameStrategyType", strategy);
    client.call("serializeProtobuf", "strategies", FILES, "it.Report", Map.of(), settings);

    assertThat(stele.http().get("/subjects").json())
        .extracting(JsonNode::textValue)
        .contains(subject);
  }

  @Test
  void message_ofAnUnknownSchema_isAnErrorThatTellsIt() {
    assertThat(client.refused("deserialize", "Avro", "avro", "000000b7ab02").code())
        .isEqualTo(40403);
  }
}
