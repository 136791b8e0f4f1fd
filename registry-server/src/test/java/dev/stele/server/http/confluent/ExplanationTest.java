package dev.stele.server.http.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code explain=true}. */
final class ExplanationTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ONE = record("{\"name\":\"a\",\"type\":\"int\"}");
  private static final String OTHER =
      record("{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}");
  private static final String EXPLAIN = "/compatibility/subjects/s/versions?explain=true";

  private final TestServer server = new TestServer();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void explain_accepted_namesEveryLevel() {
    client.register("s", ONE);

    HttpResponse<String> response = client.send("POST", EXPLAIN, body(ONE));

    assertThat(response.body())
        .isEqualTo(
            "{\"is_compatible\":true,\"compatibilityLevel\":\"BACKWARD\",\"compatibilityPolicy\":\"STRICT\","
                + "\"levels\":[{\"level\":\"NONE\",\"is_compatible\":true},"
                + "{\"level\":\"BACKWARD\",\"is_compatible\":true},"
                + "{\"level\":\"BACKWARD_TRANSITIVE\",\"is_compatible\":true},"
                + "{\"level\":\"FORWARD\",\"is_compatible\":true},"
                + "{\"level\":\"FORWARD_TRANSITIVE\",\"is_compatible\":true},"
                + "{\"level\":\"FULL\",\"is_compatible\":true},"
                + "{\"level\":\"FULL_TRANSITIVE\",\"is_compatible\":true}],\"conflicts\":[]}");
  }

  @Test
  void explain_refused_saysWhyOnceAndWhichLevelsItConcerns() {
    client.register("s", ONE);

    JsonNode answer = explained(OTHER);

    assertThat(answer.path("is_compatible").booleanValue()).isFalse();
    assertThat(answer.has("messages")).isFalse();
    assertThat(answer.path("levels").get(5))
        .hasToString(
            "{\"level\":\"FULL\",\"is_compatible\":false,\"version\":1,\"directions\":[\"BACKWARD\"]}");
    JsonNode conflict = answer.path("conflicts").get(0);
    assertThat(conflict.path("direction").textValue()).isEqualTo("BACKWARD");
    assertThat(conflict.path("version").intValue()).isEqualTo(1);
    assertThat(conflict.path("count").intValue()).isEqualTo(1);
    assertThat(conflict.path("truncated").booleanValue()).isFalse();
    JsonNode found = conflict.path("incompatibilities").get(0);
    assertThat(found.path("rule").textValue()).isEqualTo("READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(found.path("reason").textValue()).isNotEmpty();
    assertThat(found.path("message").textValue()).contains("b");
    assertThat(found.path("new").path("path").textValue()).startsWith("/fields/1");
    assertThat(found.path("old").path("path").textValue()).startsWith("/");
  }

  @Test
  void explain_bothDirections_nameTheSchemasFromTheNewOnesView() {
    client.register("s", "\"int\"");

    JsonNode conflicts = explained("\"string\"").path("conflicts");

    assertThat(conflicts.findValuesAsText("direction")).containsExactly("BACKWARD", "FORWARD");
    assertThat(conflicts.get(0).path("incompatibilities").get(0).path("new"))
        .isEqualTo(conflicts.get(1).path("incompatibilities").get(0).path("new"));
  }

  @Test
  void explain_verbose_addsTheReferencesMessages() {
    client.register("s", ONE);

    HttpResponse<String> check =
        client.send("POST", EXPLAIN.replace("explain", "verbose"), body(OTHER));
    HttpResponse<String> both = client.send("POST", EXPLAIN + "&verbose=true", body(OTHER));

    assertThat(json(both).path("messages")).isEqualTo(json(check).path("messages")).isNotEmpty();
  }

  @Test
  void explain_noSchema_isDataToo() {
    JsonNode answer = explained("{\"type\":\"enum\",\"name\":\"1\"}");

    assertThat(answer.path("is_compatible").booleanValue()).isFalse();
    assertThat(answer.path("error").textValue()).isEqualTo("Illegal initial character: 1");
    assertThat(answer.path("levels").findValuesAsText("is_compatible"))
        .hasSize(7)
        .containsOnly("false");
    assertThat(answer.path("conflicts")).isEmpty();
  }

  @Test
  void explain_manyReasons_areCutAndCounted() {
    client.register("s", ONE);
    String many =
        IntStream.range(0, 150)
            .mapToObj(i -> "{\"name\":\"f" + i + "\",\"type\":\"int\"}")
            .collect(Collectors.joining(","));

    JsonNode conflict = explained(record(many)).path("conflicts").get(0);

    assertThat(conflict.path("count").intValue()).isEqualTo(150);
    assertThat(conflict.path("truncated").booleanValue()).isTrue();
    assertThat(conflict.path("incompatibilities")).hasSize(ExplanationView.MAX_LISTED);
  }

  @Test
  void explain_longNames_areCut() {
    client.register("s", ONE);
    String name = "n".repeat(5_000);

    JsonNode found =
        explained(record("{\"name\":\"" + name + "\",\"type\":\"int\"}"))
            .path("conflicts")
            .get(0)
            .path("incompatibilities")
            .get(0);

    assertThat(found.path("message").textValue())
        .hasSizeLessThanOrEqualTo(ExplanationView.MAX_CHARS)
        .endsWith("…");
  }

  @Test
  void explain_versionThatIsNone_is404() {
    HttpResponse<String> response =
        client.send("POST", "/compatibility/subjects/s/versions/3?explain=true", body(ONE));

    assertThat(response.body()).contains("\"error_code\":40402");
  }

  @Test
  void register_refused_tellsNoMoreThanTheReference() {
    client.register("s", ONE);

    JsonNode refusal = json(client.send("POST", "/subjects/s/versions?explain=true", body(OTHER)));

    assertThat(refusal.fieldNames()).toIterable().containsExactly("error_code", "message");
  }

  @Test
  void explain_anotherLanguage_saysSo() {
    client.register("s", "\"int\"");

    JsonNode answer = explained("{\"type\":\"object\"}", "JSON");

    assertThat(answer.path("conflicts").findValuesAsText("rule"))
        .containsExactly("SCHEMA_TYPE_CHANGED", "SCHEMA_TYPE_CHANGED");
    assertThat(answer.path("conflicts").get(0).path("incompatibilities").get(0).path("new"))
        .hasToString("{\"path\":\"/\",\"value\":\"JSON\"}");
  }

  @Test
  void explain_policyOfTheConfig_decides() {
    String closed = "{\"type\":\"object\",\"additionalProperties\":false}";
    register("JSON", "{\"type\":\"object\"}");
    assertThat(explained(closed, "JSON").path("is_compatible").booleanValue()).isFalse();

    client.send("PUT", "/config/s", "{\"compatibilityPolicy\":\"LENIENT\"}");

    JsonNode answer = explained(closed, "JSON");
    assertThat(answer.path("is_compatible").booleanValue()).isTrue();
    assertThat(answer.path("compatibilityPolicy").textValue()).isEqualTo("LENIENT");
    register("JSON", closed);
  }

  @Test
  void explain_noSchemaInJson_saysMoreThanTheReference() {
    JsonNode answer = explained("{\"minLength\":true}", "JSON");

    assertThat(answer.path("error").textValue()).contains("minLength").contains("true");
  }

  @Test
  void refusals_quoteTheTextWhereTheReferenceDoes() {
    assertThat(refusal("JSON", "{")).isEqualTo(bare("JSON", "Invalid JSON schema"));
    assertThat(refusal("PROTOBUF", "bad {"))
        .isEqualTo(
            bare(
                "PROTOBUF",
                "Could not parse Protobuf - Syntax error in :1:1: unexpected label: bad"));
    assertThat(refusal("JSON", "{\"minLength\":true}"))
        .startsWith("Invalid schema {subject=s,version=0,id=-1,guid=")
        .endsWith(
            ",schemaType=JSON,references=[],metadata=null,ruleSet=null,schema={\"minLength\":true},"
                + "schemaTags=null,ts=null,deleted=null}, details: Invalid JSON");
  }

  private static String bare(String type, String details) {
    return "Invalid schema of type %1$s, details: Invalid schema of type %1$s, details: %2$s"
        .formatted(type, details);
  }

  private String refusal(String type, String schema) {
    HttpResponse<String> registered =
        client.send("POST", "/subjects/s/versions", body(schema, type));
    HttpResponse<String> lookup = client.send("POST", "/subjects/s", body(schema, type));
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(422);
    assertThat(lookup.body()).isEqualTo(registered.body());
    return json(registered).path("message").textValue();
  }

  private void register(String type, String schema) {
    HttpResponse<String> response = client.send("POST", "/subjects/s/versions", body(schema, type));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private JsonNode explained(String schema) {
    return explained(schema, "AVRO");
  }

  private JsonNode explained(String schema, String type) {
    HttpResponse<String> response = client.send("POST", EXPLAIN, body(schema, type));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  private static String body(String schema) {
    return body(schema, "AVRO");
  }

  private static String body(String schema, String type) {
    return JSON.createObjectNode().put("schema", schema).put("schemaType", type).toString();
  }

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
  }
}
