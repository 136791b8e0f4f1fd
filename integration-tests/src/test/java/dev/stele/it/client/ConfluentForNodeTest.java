package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.client.ForeignClient.Refusal;
import dev.stele.it.fixture.SharedRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Confluent's client for Node.js, {@code @confluentinc/schemaregistry}. */
class ConfluentForNodeTest {
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

  @ParameterizedTest
  @EnumSource
  void schema_isRegisteredAndFoundAgain(Sample sample) {
    String subject = sample.subject("found");
    JsonNode registered =
        client.call("registerFullResponse", subject, sample.body(sample.first), false);
    client.call("clearCaches");

    int id = registered.get("id").intValue();
    String guid = registered.get("guid").textValue();
    assertThat(client.call("getId", subject, sample.body(sample.first)).intValue()).isEqualTo(id);
    assertThat(client.call("getVersion", subject, sample.body(sample.first)).intValue())
        .isEqualTo(1);
    assertThat(client.call("getBySubjectAndId", subject, id).get("schema").textValue())
        .isEqualTo(sample.first);
    assertThat(client.call("getByGuid", guid).get("schema").textValue()).isEqualTo(sample.first);
    assertThat(client.call("getLatestSchemaMetadata", subject))
        .isEqualTo(client.call("getSchemaMetadata", subject, 1));
    assertThat(client.call("getAllVersions", subject).toString()).isEqualTo("[1]");
    assertThat(client.call("getAllSubjects")).extracting(JsonNode::textValue).contains(subject);
  }

  @ParameterizedTest
  @EnumSource
  void references_areKept(Sample sample) {
    String tremors = sample.subject("referred");
    String reports = sample.subject("refers");
    client.call("register", tremors, sample.body(sample.first));
    int id = client.call("register", reports, sample.report(tremors)).intValue();

    assertThat(client.call("getBySubjectAndId", reports, id).get("references").toString())
        .isEqualTo(
            "[{\"name\":\"%s\",\"subject\":\"%s\",\"version\":1}]"
                .formatted(sample.reference, tremors));
    assertThat(client.refused("deleteSubjectVersion", tremors, 1).code()).isEqualTo(42206);
  }

  @ParameterizedTest
  @EnumSource
  void change_thatBreaksReaders_isRefused(Sample sample) {
    String subject = sample.subject("evolves");
    client.call("register", subject, sample.body(sample.first));

    assertThat(client.call("testSubjectCompatibility", subject, sample.body(sample.second)))
        .isEqualTo(client.call("testCompatibility", subject, 1, sample.body(sample.second)));
    assertThat(
            client
                .call("testSubjectCompatibility", subject, sample.body(sample.incompatible))
                .booleanValue())
        .isFalse();
    Refusal refusal = client.refused("register", subject, sample.body(sample.incompatible));
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.code()).isEqualTo(40901);
    assertThat(refusal.message()).contains("incompatible").endsWith("; Error code: 40901");
    client.call("register", subject, sample.body(sample.second));
    assertThat(client.call("getAllVersions", subject).toString()).isEqualTo("[1,2]");
  }

  @Test
  void config_ofSubjectAndOfAll_isSetAndRead() {
    String subject = Sample.AVRO.subject("config");

    assertThat(client.call("getDefaultCompatibility").textValue()).isEqualTo("BACKWARD");
    assertThat(client.call("updateDefaultCompatibility", "BACKWARD").textValue())
        .isEqualTo("BACKWARD");
    assertThat(client.refused("getCompatibility", subject).code()).isEqualTo(40408);
    assertThat(client.call("updateCompatibility", subject, "FULL").textValue()).isEqualTo("FULL");
    assertThat(client.call("getCompatibility", subject).textValue()).isEqualTo("FULL");
    client.call("updateConfig", subject, Map.of("compatibility", "NONE", "normalize", true));
    JsonNode config = client.call("getConfig", subject);
    assertThat(config.get("compatibilityLevel").textValue()).isEqualTo("NONE");
    assertThat(config.get("normalize").booleanValue()).isTrue();
    assertThat(client.refused("updateCompatibility", subject, "SOME").code()).isEqualTo(42203);
  }

  @Test
  void delete_isFirstSoftThenPermanent() {
    Sample sample = Sample.AVRO;
    String subject = sample.subject("deleted");
    client.call("register", subject, sample.body(sample.first));
    client.call("register", subject, sample.body(sample.second));

    assertThat(client.refused("deleteSubject", subject, true).code()).isEqualTo(40405);
    assertThat(client.call("deleteSubjectVersion", subject, 1).intValue()).isEqualTo(1);
    assertThat(client.call("getAllVersions", subject).toString()).isEqualTo("[2]");
    assertThat(client.refused("getSchemaMetadata", subject, 1).code()).isEqualTo(40402);
    assertThat(client.call("getSchemaMetadata", subject, 1, true).get("version").intValue())
        .isEqualTo(1);
    assertThat(client.call("deleteSubject", subject).toString()).isEqualTo("[2]");
    assertThat(client.refused("getAllVersions", subject).code()).isEqualTo(40401);
    assertThat(client.call("deleteSubject", subject, true).toString()).isEqualTo("[1,2]");
  }

  @Test
  void contexts_haveIdsOfTheirOwn() {
    Sample sample = Sample.AVRO;
    client.call("register", "other-value", sample.body("\"int\""));
    String subject = ":.quakes:" + sample.subject("context");

    int id = client.call("register", subject, sample.body(sample.first)).intValue();

    assertThat(id).isEqualTo(1);
    assertThat(client.call("getBySubjectAndId", subject, id).get("schema").textValue())
        .isEqualTo(sample.first);
    assertThat(client.call("getAllSubjects")).extracting(JsonNode::textValue).contains(subject);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AVRO | { \"type\" : \"string\" } | \"string\"",
        "JSON | {\"type\":\"object\",\"title\":\"T\"} | {\"title\":\"T\",\"type\":\"object\"}",
        "PROTOBUF | syntax=\"proto3\"; message A {} | syntax = \"proto3\"; message A { }",
      })
  void normalized_isOneSchemaHoweverItIsWritten(Sample sample, String one, String other) {
    String subject = sample.subject("normalized");

    JsonNode id = client.call("register", subject, sample.body(one), true);

    assertThat(client.call("register", subject, sample.body(other), true)).isEqualTo(id);
    assertThat(client.call("getId", subject, sample.body(other), true)).isEqualTo(id);
    assertThat(client.call("getAllVersions", subject).toString()).isEqualTo("[1]");
  }

  @Test
  void schema_isFoundByItsMetadata_andKeepsItsRules() {
    Sample sample = Sample.AVRO;
    String subject = sample.subject("metadata");
    Map<String, Object> rule =
        Map.of("name", "felt", "kind", "CONDITION", "type", "CEL", "mode", "WRITE", "expr", "true");
    client.call("register", subject, described(sample.first, "1", List.of()));
    client.call("register", subject, described(sample.second, "2", List.of(rule)));

    JsonNode first = client.call("getLatestWithMetadata", subject, Map.of("major", "1"));
    JsonNode second = client.call("getLatestWithMetadata", subject, Map.of("major", "2"));

    assertThat(first.get("version").intValue()).isEqualTo(1);
    assertThat(second.get("version").intValue()).isEqualTo(2);
    assertThat(second.at("/metadata/properties/major").textValue()).isEqualTo("2");
    assertThat(second.at("/ruleSet/domainRules/0/expr").textValue()).isEqualTo("true");
  }

  @Test
  void error_isShownAsItsStatusItsCodeAndItsMessage() {
    assertThat(client.refused("getLatestSchemaMetadata", "nowhere-value"))
        .isEqualTo(
            new Refusal(404, 40401, "Subject 'nowhere-value' not found.; Error code: 40401"));
    assertThat(client.refused("getBySubjectAndId", "nowhere-value", 4711))
        .isEqualTo(new Refusal(404, 40403, "Schema 4711 not found; Error code: 40403"));
    assertThat(client.refused("register", "nowhere-value", Map.of("schema", "{")).code())
        .isEqualTo(42201);
  }

  private static Map<String, Object> described(String schema, String major, List<Object> rules) {
    return Map.of(
        "schema",
        schema,
        "metadata",
        Map.of("properties", Map.of("major", major)),
        "ruleSet",
        Map.of("domainRules", rules));
  }

  @Test
  void association_givesATopicItsSubject() {
    client.call("register", "felt-reports", Sample.AVRO.body(Sample.AVRO.first));
    Map<String, Object> association =
        Map.of("subject", "felt-reports", "associationType", "value", "lifecycle", "WEAK");
    client.call(
        "createAssociation",
        Map.of(
            "resourceName", "felt",
            "resourceNamespace", "cluster",
            "resourceId", "felt-id",
            "resourceType", "topic",
            "associations", List.of(association)));

    client.call("serialize", "Avro", "felt", Map.of("id", "a"), Map.of("useLatestVersion", true));

    JsonNode associations =
        client.call(
            "getAssociationsByResourceName", "felt", "-", "topic", List.of("value"), "WEAK", 0, -1);
    assertThat(associations).hasSize(1);
    assertThat(associations.get(0).get("subject").textValue()).isEqualTo("felt-reports");
    client.call("deleteAssociations", "felt-id", "topic", List.of("value"), false);
  }
}
