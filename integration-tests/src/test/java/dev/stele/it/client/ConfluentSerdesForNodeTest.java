package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The serializers of Confluent's client for Node.js, and Avro between them and ours. */
class ConfluentSerdesForNodeTest {
  private static final Map<String, Object> REGISTERS = Map.of("autoRegisterSchemas", true);
  private static final Map<String, Object> LATEST = Map.of("useLatestVersion", true);
  private static final Map<String, Object> TREMOR = Map.of("id", "theirs", "felt", 7);

  private static final JsonNode FILES = ProtobufFiles.ALL;

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

  @Test
  void avro_goesBothWaysBetweenThemAndUs() {
    OurAvro ours = new OurAvro(stele.url(), Sample.AVRO.second);
    String message = ours.serialize("avro", "{\"id\":\"ours\",\"felt\":7}");

    assertThat(client.call("deserialize", "Avro", "avro", message).toString())
        .isEqualTo("{\"id\":\"ours\",\"felt\":7}");
    JsonNode theirs = client.call("serialize", "Avro", "avro", TREMOR, LATEST);
    assertThat(ours.deserialize("avro", theirs.get("message").textValue()))
        .isEqualTo("{\"id\":\"theirs\",\"felt\":7}");
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
    JsonNode received = client.call("deserializeProtobuf", "reports", sent.get("message"));
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
