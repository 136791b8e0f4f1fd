package dev.stele.server.http.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Metadata;
import dev.stele.server.domain.Rule;
import dev.stele.server.domain.RuleKind;
import dev.stele.server.domain.RuleMode;
import dev.stele.server.domain.RuleSet;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Subject;
import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers byte for byte: members, their order, and what is left out. */
final class AnswersTest {
  private static final String GUID = "ef524ea1-b91e-7317-3d93-8ade36c1db32";
  private static final String INT = "\"schema\":\"\\\"int\\\"\"";

  private final TestServer server = new TestServer();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void register_tellsTheVersion_withoutTime() {
    assertThat(client.register("s", "\"int\"").body())
        .isEqualTo(
            "{\"id\":1,\"version\":1,\"guid\":\""
                + GUID
                + "\",\"schemaType\":\"AVRO\","
                + INT
                + "}");
  }

  @Test
  void version_asStored() {
    client.register("s", "\"int\"");

    assertThat(client.get("/subjects/s/versions/latest").body())
        .isEqualTo(
            "{\"subject\":\"s\",\"version\":1,\"id\":1,\"guid\":\""
                + GUID
                + "\",\"schemaType\":\"AVRO\","
                + INT
                + ",\"ts\":1700000000000,\"deleted\":false}");
  }

  @Test
  void schemaById_asStored_alsoWhenAskedTwice_andWhenItChanges() {
    client.register("s", "\"int\"");
    String live =
        "{\"subject\":\"s\",\"version\":1,\"guid\":\""
            + GUID
            + "\",\"schemaType\":\"AVRO\","
            + INT
            + ",\"ts\":1700000000000,\"deleted\":false}";

    assertThat(client.get("/schemas/ids/1").body()).isEqualTo(live);
    assertThat(client.get("/schemas/ids/1").body()).isEqualTo(live);
    assertThat(client.get("/schemas/ids/1?fetchMaxId=true").body()).contains("\"maxId\":1,\"ts\":");
    client.send("DELETE", "/subjects/s", "");
    assertThat(client.get("/schemas/ids/1").body()).isEqualTo(live.replace("false", "true"));
  }

  @Test
  void text_isNotQuoted() {
    client.register("s", "\"int\"");

    assertThat(client.get("/schemas/ids/1/schema").body()).isEqualTo("\"int\"");
    assertThat(client.get("/subjects/s/versions/1/schema").body()).isEqualTo("\"int\"");
  }

  @Test
  void lookup_withoutTime() {
    client.register("s", "\"int\"");

    assertThat(client.send("POST", "/subjects/s", "{" + INT + "}").body())
        .isEqualTo(
            "{\"subject\":\"s\",\"version\":1,\"id\":1,\"guid\":\""
                + GUID
                + "\",\"schemaType\":\"AVRO\","
                + INT
                + "}");
  }

  @Test
  void compatibility_messagesOnlyIfAskedFor() {
    client.register("s", "\"int\"");
    String path = "/compatibility/subjects/s/versions/latest";

    assertThat(client.send("POST", path, "{" + INT + "}").body())
        .isEqualTo("{\"is_compatible\":true}");
    assertThat(client.send("POST", path + "?verbose=true", "{" + INT + "}").body())
        .isEqualTo("{\"is_compatible\":true,\"messages\":[]}");
    assertThat(client.send("POST", path + "?verbose=true", "{\"schema\":\"x\"}").body())
        .startsWith("{\"is_compatible\":false,\"messages\":[\"Invalid schema of type AVRO");
    assertThat(client.send("POST", path, "{\"schema\":\"x\"}").statusCode()).isEqualTo(422);
  }

  @Test
  void config_oneFormToGetAnotherToPut() {
    assertThat(client.send("PUT", "/config/s", "{\"compatibility\":\"full\"}").body())
        .isEqualTo("{\"compatibility\":\"FULL\"}");
    assertThat(client.send("PUT", "/config/s", "{\"normalize\":false}").body())
        .isEqualTo("{\"normalize\":false,\"compatibility\":\"FULL\"}");
    assertThat(client.get("/config/s").body())
        .isEqualTo("{\"normalize\":false,\"compatibilityLevel\":\"FULL\"}");
    assertThat(client.send("PUT", "/config/s", "{\"compatibility\":null}").body())
        .isEqualTo("{\"normalize\":false}");
    assertThat(client.send("DELETE", "/config/s", "").body())
        .isEqualTo("{\"normalize\":false,\"compatibilityLevel\":\"BACKWARD\"}");
    assertThat(client.get("/config/s?defaultToGlobal=True").body())
        .isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
  }

  @Test
  void config_policy_isKeptInUpperCase_unlessItIsNone() {
    assertThat(client.send("PUT", "/config/s", "{\"compatibilityPolicy\":\"lenient\"}").body())
        .isEqualTo("{\"compatibilityPolicy\":\"LENIENT\"}");
    assertThat(client.get("/config/s").body())
        .isEqualTo("{\"compatibilityLevel\":\"BACKWARD\",\"compatibilityPolicy\":\"LENIENT\"}");
    assertThat(client.send("PUT", "/config/s", "{\"compatibilityPolicy\":\"LOGICAL\"}").body())
        .isEqualTo("{\"compatibilityPolicy\":\"LOGICAL\"}");
    assertThat(client.send("PUT", "/config/s", "{\"compatibilityPolicy\":\"nope\"}").body())
        .isEqualTo("{}");
  }

  @Test
  void mode_isEchoedAsSpelled() {
    assertThat(client.send("PUT", "/mode/s", "{\"mode\":\"ReadOnly\"}").body())
        .isEqualTo("{\"mode\":\"ReadOnly\"}");
    assertThat(client.get("/mode/s").body()).isEqualTo("{\"mode\":\"READONLY\"}");
    assertThat(client.send("PUT", "/mode/s", "{\"mode\":null}").body())
        .isEqualTo("{\"mode\":null}");
    assertThat(client.send("DELETE", "/mode/s?recursive=true", "").body()).isEqualTo("{}");
  }

  @Test
  void listings_inPages() {
    for (String subject : List.of("a", "b", "c")) {
      client.register(subject, "\"int\"");
    }

    assertThat(client.get("/subjects?offset=1&limit=1").body()).isEqualTo("[\"b\"]");
    assertThat(client.get("/subjects?offset=9").body()).isEqualTo("[]");
    assertThat(client.get("/subjects?limit=-1&offset=").body()).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThat(client.get("/schemas/ids/1/versions?limit=2").body())
        .isEqualTo("[{\"subject\":\"a\",\"version\":1},{\"subject\":\"b\",\"version\":1}]");
  }

  @Test
  void versions_deletedOnesAsNegative() {
    client.register("s", "\"int\"");
    client.register("s", "\"long\"");
    client.send("DELETE", "/subjects/s/versions/1", "");

    assertThat(client.get("/subjects/s/versions").body()).isEqualTo("[2]");
    assertThat(client.get("/subjects/s/versions?deletedAsNegative=true").body())
        .isEqualTo("[-1,2]");
    assertThat(client.get("/subjects/s/versions?deletedOnly=true").body()).isEqualTo("[1]");
  }

  @Test
  void whatOtherRegistriesWrote_isServedAsItIs() {
    TreeMap<String, String> properties = new TreeMap<>();
    properties.put("owner", "bob");
    Rule rule =
        new Rule(
            "r",
            null,
            RuleKind.CONDITION,
            RuleMode.WRITE,
            "CEL",
            new TreeSet<>(),
            new TreeMap<>(),
            "true",
            null,
            null,
            false);
    server.registry.apply(
        new Event.SchemaWritten(
            Subject.of("s"),
            1,
            1,
            new SchemaContent(
                SchemaType.PROTOBUF,
                "message M {}",
                List.of(new Reference("a.proto", "other", 3)),
                Optional.of(new Metadata(new TreeMap<>(), properties, new TreeSet<>())),
                Optional.of(new RuleSet(List.of(), List.of(rule), List.of(), null)),
                UUID.fromString(GUID)),
            false));

    assertThat(client.get("/subjects/s/versions/1").body())
        .isEqualTo(
            "{\"subject\":\"s\",\"version\":1,\"id\":1,\"guid\":\""
                + GUID
                + "\",\"schemaType\":\"PROTOBUF\",\"references\":[{\"name\":\"a.proto\",\"subject\":\"other\",\"version\":3}],"
                + "\"metadata\":{\"properties\":{\"owner\":\"bob\"}},\"schema\":\"message M {}\","
                + "\"ts\":1700000000000,\"deleted\":false,"
                + "\"ruleSet\":{\"domainRules\":[{\"name\":\"r\",\"kind\":\"CONDITION\",\"mode\":\"WRITE\","
                + "\"type\":\"CEL\",\"expr\":\"true\",\"disabled\":false}]}}");
  }

  @Test
  void types_areThoseBuiltIn() {
    assertThat(client.get("/schemas/types").body()).isEqualTo("[\"AVRO\"]");
  }

  @Test
  void trailingSlash_isIgnored() {
    client.register("s", "\"int\"");

    assertThat(client.get("/config/").statusCode()).isEqualTo(200);
    assertThat(
            client
                .send("POST", "/compatibility/subjects/s/versions/", "{" + INT + "}")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void metadata_tellsWhatTheRegistryIs() {
    assertThat(client.get("/v1/metadata/id").body())
        .isEqualTo(
            "{\"scope\":{\"path\":[],\"clusters\":"
                + "{\"kafka-cluster\":\"test-kafka\",\"schema-registry-cluster\":\"test-group\"}}}");
    assertThat(client.get("/v1/metadata/deployment").body())
        .isEqualTo("{\"attributes\":[\"a\",\"b\"]}");
    assertThat(client.get("/v1/metadata/version").body())
        .matches("\\{\"version\":\"8\\.5\\.0-stele\\.\\d.*\",\"commitId\":\"\\w+\"}");
  }
}
