package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.client.ForeignClient.Refusal;
import dev.stele.it.fixture.SharedRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Confluent's client for Python, {@code confluent_kafka}, as Debian has it. */
class ConfluentForPythonTest {
  private static final Map<String, Object> TREMOR = Map.of("id", "theirs", "felt", 7);

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

  @ParameterizedTest
  @EnumSource
  void schema_isRegisteredAndFoundAgain(Sample sample) {
    String subject = sample.subject("python");
    int id = client.call("register_schema", subject, sample.body(sample.first)).intValue();

    JsonNode latest = client.call("get_latest_version", subject);
    assertThat(latest.get("schema_id").intValue()).isEqualTo(id);
    assertThat(latest.at("/schema/schema_str").textValue()).isEqualTo(sample.first);
    assertThat(latest.at("/schema/schema_type").textValue()).isEqualTo(sample.name());
    assertThat(client.call("get_version", subject, 1)).isEqualTo(latest);
    JsonNode found = client.call("lookup_schema", subject, sample.body(sample.first));
    assertThat(found.get("version").intValue()).isEqualTo(1);
    assertThat(client.call("get_schema", id).get("schema_str").textValue()).isEqualTo(sample.first);
    assertThat(client.call("get_versions", subject).toString()).isEqualTo("[1]");
    assertThat(client.call("get_subjects")).extracting(JsonNode::textValue).contains(subject);
  }

  @ParameterizedTest
  @EnumSource
  void references_areKept(Sample sample) {
    String tremors = sample.subject("python-referred");
    String reports = sample.subject("python-refers");
    client.call("register_schema", tremors, sample.body(sample.first));
    client.call("register_schema", reports, sample.report(tremors));

    JsonNode reference = client.call("get_latest_version", reports).at("/schema/references/0");
    assertThat(reference.get("name").textValue()).isEqualTo(sample.reference);
    assertThat(reference.get("subject").textValue()).isEqualTo(tremors);
    assertThat(client.refused("delete_version", tremors, 1).code()).isEqualTo(42206);
  }

  @ParameterizedTest
  @EnumSource
  void change_thatBreaksReaders_isRefused(Sample sample) {
    String subject = sample.subject("python-evolves");
    client.call("register_schema", subject, sample.body(sample.first));

    assertThat(client.call("test_compatibility", subject, sample.body(sample.incompatible)))
        .hasToString("false");
    assertThat(client.call("test_compatibility", subject, sample.body(sample.second), 1))
        .hasToString("true");
    Refusal refusal = client.refused("register_schema", subject, sample.body(sample.incompatible));
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.code()).isEqualTo(40901);
  }

  @Test
  void config_ofSubjectAndOfAll_isSetAndRead() {
    assertThat(client.call("get_compatibility")).hasToString("\"BACKWARD\"");
    assertThat(client.call("set_compatibility", "python-config", "FULL").get("compatibility"))
        .hasToString("\"FULL\"");
    assertThat(client.call("get_compatibility", "python-config")).hasToString("\"FULL\"");
    assertThat(client.refused("get_compatibility", "python-nowhere").code()).isEqualTo(40408);
  }

  @Test
  void delete_isFirstSoftThenPermanent() {
    Sample sample = Sample.AVRO;
    client.call("register_schema", "python-deleted", sample.body(sample.first));
    client.call("register_schema", "python-deleted", sample.body(sample.second));

    assertThat(client.call("delete_version", "python-deleted", 1).intValue()).isEqualTo(1);
    assertThat(client.call("delete_subject", "python-deleted", true).toString()).isEqualTo("[2]");
    assertThat(client.refused("get_versions", "python-deleted"))
        .isEqualTo(
            new Refusal(
                404,
                40401,
                "Subject 'python-deleted' not found. (HTTP status code 404, SR code 40401)"));
    assertThat(stele.http().get("/subjects?deleted=true").json())
        .extracting(JsonNode::textValue)
        .doesNotContain("python-deleted");
  }

  @ParameterizedTest
  @CsvSource({
    "topic_subject_name_strategy, python-json-value",
    "topic_record_subject_name_strategy, python-json-Tremor",
    "record_subject_name_strategy, Tremor",
  })
  void json_isRegisteredAsTheStrategyNamesIt(String strategy, String subject) {
    String schema = Sample.JSON.second;

    String message =
        client.call("serialize_json", "python-json", schema, TREMOR, strategy).textValue();

    JsonNode registered = stele.http().get("/subjects/" + subject + "/versions/1").json();
    assertThat(message).startsWith("00%08x".formatted(registered.get("id").intValue()));
    assertThat(client.call("deserialize_json", "python-json", schema, message).get("id"))
        .hasToString("\"theirs\"");
  }

  @Test
  void protobuf_isRegisteredWithWhatItImports() {
    String message =
        client
            .call(
                "serialize_protobuf",
                "python-reports",
                ProtobufFiles.ALL,
                "it.Report",
                Map.of("tremor", TREMOR))
            .textValue();

    JsonNode registered = stele.http().get("/subjects/python-reports-value/versions/1").json();
    assertThat(registered.get("schema").textValue()).contains("import \"tremor.proto\";");
    assertThat(registered.at("/references/0/subject").textValue()).isEqualTo("tremor.proto");
    assertThat(
            client
                .call(
                    "deserialize_protobuf",
                    "python-reports",
                    ProtobufFiles.ALL,
                    "it.Report",
                    message)
                .at("/tremor/id")
                .textValue())
        .isEqualTo("theirs");
  }
}
