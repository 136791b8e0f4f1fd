package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.client.ForeignClient.Refusal;
import dev.stele.it.fixture.SharedRegistry;
import dev.stele.it.serde.Exchange;
import dev.stele.it.serde.Message;
import dev.stele.it.serde.OurFormat;
import dev.stele.it.serde.OurSerdes;
import dev.stele.schema.SchemaType;
import java.nio.ByteBuffer;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** KafkaJS's client, {@code @kafkajs/confluent-schema-registry}. */
class KafkaJsTest {
  @RegisterExtension
  @Order(1)
  static final NodePackages packages = new NodePackages();

  @RegisterExtension static final SharedRegistry stele = new SharedRegistry();

  private static ForeignClient client;

  @BeforeAll
  static void start() {
    client = packages.start("kafkajs.js", stele.url());
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void message_isWrittenAndReadByTheIdOfItsSchema(Sample sample) {
    String subject = sample.subject("kafkajs");
    int id = register(sample.body(sample.second), subject);

    assertThat(client.call("getRegistryId", subject, 1).intValue()).isEqualTo(id);
    assertThat(client.call("getLatestSchemaId", subject).intValue()).isEqualTo(id);
    assertThat(client.call("getRegistryIdBySchema", subject, typed(sample.body(sample.second))))
        .hasToString(String.valueOf(id));
    String message = client.call("encodeHex", id, Map.of("id", "theirs", "felt", 7)).textValue();
    assertThat(message).startsWith("00%08x".formatted(id));
    assertThat(client.call("decodeHex", message).get("felt").intValue()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void schema_thatRefersToAnother_writesMessages(Sample sample) {
    String tremors = sample.subject("kafkajs-referred");
    register(sample.body(sample.first), tremors);
    int id = register(sample.report(tremors), sample.subject("kafkajs-refers"));

    String message =
        client.call("encodeHex", id, Map.of("tremor", Map.of("id", "theirs"))).textValue();

    assertThat(client.call("decodeHex", message).at("/tremor/id").asText()).isEqualTo("theirs");
  }

  static Stream<Arguments> exchanges() {
    return OurFormat.all().stream()
        .filter(format -> !format.type().equals(SchemaType.PROTOBUF))
        .flatMap(
            format ->
                Exchange.all(format.type())
                    .filter(each -> !each.isBareBytes())
                    .map(exchange -> Arguments.of(format, exchange)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("exchanges")
  void value_goesBothWaysBetweenThemAndUs(OurFormat format, Exchange exchange) {
    OurSerdes ours = new OurSerdes(stele.url(), format);
    String topic = "kafkajs-both-" + format + "-" + exchange;
    Map<String, Object> body =
        Map.of("schemaType", format.type().name(), "schema", exchange.schema());
    // It registers no schema without a name itself.
    int id = stele.register(topic + "-value", body);

    Message sent = ours.write(topic, false, exchange, Map.of());
    String answer = client.call("encodeHex", id, exchange.value()).textValue();

    assertThat(client.call("decodeHex", sent.message())).isEqualTo(exchange.value());
    assertThat(ours.read(topic, exchange, Message.of(answer))).isEqualTo(format.expected(exchange));
  }

  @Test
  void record_goesBothWaysThroughATopic() {
    OurFormat avro = OurFormat.of(SchemaType.AVRO);
    OurFormat json = OurFormat.of(SchemaType.JSON);
    Exchange key = Exchange.named(SchemaType.AVRO, "nested");
    Exchange value = Exchange.named(SchemaType.JSON, "everything");
    Records ours = Records.create(stele, "kafkajs-records", avro, json);
    Records answers = Records.create(stele, "kafkajs-answers", avro, json);
    String broker = stele.kafka().bootstrapServers();
    int keyId =
        register(Map.of("schemaType", "AVRO", "schema", key.schema()), "kafkajs-records-key");
    int valueId =
        register(Map.of("schemaType", "JSON", "schema", value.schema()), "kafkajs-records-value");

    ours.send(key, value, Map.of());
    JsonNode record = client.call("receive", broker, ours.topic());
    Message theirKey = Message.of(client.call("encodeHex", keyId, key.value()).textValue());
    Message theirValue = Message.of(client.call("encodeHex", valueId, value.value()).textValue());
    client.call("send", broker, answers.topic(), Message.record(theirKey, theirValue));
    ConsumerRecord<Object, Object> received = answers.receive();

    assertThat(client.call("decodeHex", record.get("key"))).isEqualTo(key.value());
    assertThat(client.call("decodeHex", record.get("value"))).isEqualTo(value.value());
    assertThat(avro.shown(key, received.key())).isEqualTo(avro.expected(key));
    assertThat(json.shown(value, received.value())).isEqualTo(json.expected(value));
  }

  /** It writes no message indexes, so that nobody but itself can read its Protobuf. */
  @Test
  void protobuf_isReadByThem_andWhatTheyWriteIsRefused() {
    OurFormat format = OurFormat.of(SchemaType.PROTOBUF);
    OurSerdes ours = new OurSerdes(stele.url(), format);
    Exchange exchange = Exchange.named(SchemaType.PROTOBUF, "scalars");
    Message sent = ours.write("kafkajs-protobuf", exchange);
    int id = ByteBuffer.wrap(sent.bytes()).getInt(1);

    JsonNode read = client.call("decodeHex", sent.message());
    Message answer = Message.of(client.call("encodeHex", id, Map.of("text", "theirs")).textValue());

    assertThat(read).isEqualTo(exchange.value());
    assertThatThrownBy(() -> ours.read("kafkajs-protobuf", exchange, answer))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("kafkajs-protobuf")
        .hasMessageContaining("id " + id);
  }

  @Test
  void compatibility_isSetWithTheFirstSchemaOfASubject() {
    Map<String, Object> options = Map.of("subject", "kafkajs-config", "compatibility", "FULL");
    client.call("register", typed(Sample.AVRO.body(Sample.AVRO.first)), options);

    assertThat(stele.http().get("/config/kafkajs-config").json().get("compatibilityLevel"))
        .hasToString("\"FULL\"");
    Map<String, Object> others = Map.of("subject", "kafkajs-config", "compatibility", "NONE");
    assertThat(
            client
                .refused("register", typed(Sample.AVRO.body(Sample.AVRO.first)), others)
                .message())
        .isEqualTo("Compatibility does not match the configuration (NONE != FULL)");
  }

  @Test
  void error_isShownAsItsStatusAndItsMessage() {
    assertThat(client.refused("getLatestSchemaId", "nowhere"))
        .isEqualTo(new Refusal(404, 0, "Confluent_Schema_Registry - Subject 'nowhere' not found."));
    register(Sample.AVRO.body(Sample.AVRO.first), "kafkajs-evolves");
    Map<String, Object> options = Map.of("subject", "kafkajs-evolves");
    Refusal refusal =
        client.refused("register", typed(Sample.AVRO.body(Sample.AVRO.incompatible)), options);
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.message()).contains("incompatible");
  }

  private static int register(Map<String, Object> body, String subject) {
    return client.call("register", typed(body), Map.of("subject", subject)).get("id").intValue();
  }

  /** As this client names the members of a schema. */
  private static Map<String, Object> typed(Map<String, Object> body) {
    return Map.of(
        "type", body.get("schemaType"),
        "schema", body.get("schema"),
        "references", body.getOrDefault("references", List.of()));
  }
}
