package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.client.ForeignClient.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @Test
  void avro_goesBothWaysBetweenThemAndUs() {
    OurAvro ours = new OurAvro(stele.url(), Sample.AVRO.second);
    int id = register(Sample.AVRO.body(Sample.AVRO.second), "kafkajs-avro-value");

    String message = ours.serialize("kafkajs-avro", "{\"id\":\"ours\",\"felt\":7}");

    assertThat(client.call("decodeHex", message).toString())
        .isEqualTo("{\"id\":\"ours\",\"felt\":7}");
    String theirs = client.call("encodeHex", id, Map.of("id", "theirs", "felt", 7)).textValue();
    assertThat(ours.deserialize("kafkajs-avro", theirs))
        .isEqualTo("{\"id\":\"theirs\",\"felt\":7}");
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
