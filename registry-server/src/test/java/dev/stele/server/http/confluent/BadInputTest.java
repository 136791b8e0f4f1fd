package dev.stele.server.http.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as it should be gets the right code and a message that names it. */
final class BadInputTest {
  private static final TestServer SERVER = new TestServer();
  private static final TestClient CLIENT = new TestClient(SERVER);

  @BeforeAll
  static void oneSubject() {
    CLIENT.register("s", "\"int\"");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static void assertRefused(HttpResponse<String> response, int code, String message) {
    assertThat(response.body()).contains("\"error_code\":" + code + ",").contains(message);
    assertThat(response.statusCode()).isEqualTo(code < 1_000 ? code : code / 100);
    assertThat(CLIENT.get("/subjects").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{|400|Unexpected end-of-input: expected close marker for Object",
        "{\"schema\":|400|Unexpected end-of-input within/between Object entries",
        "{\"schema\":\"x\"} trailing|400|Unrecognized token 'trailing'",
        "[]|400|Cannot deserialize value of type `RegisterSchemaRequest` from Array value (token `JsonToken.START_ARRAY`)",
        "5|400|Cannot construct instance of `RegisterSchemaRequest` (although at least one Creator exists): no int/Int-argument constructor",
        "{\"schema\":{}}|400|Cannot deserialize value of type `String` from Object value",
        "{\"references\":{}}|400|Cannot deserialize value of type `SchemaReference>` from Object value",
        "{\"references\":[1]}|400|Cannot construct instance of `SchemaReference`",
        "{\"schema\":\"x\",\"version\":\"x\"}|400|Cannot deserialize value of type `Integer` from String",
        "{\"schema\":\"x\",\"id\":2147483648}|400|out of range of int",
        "{\"metadata\":[]}|400|Cannot deserialize value of type `Metadata` from Array value",
        "{\"metadata\":{\"tags\":{\"a\":\"b\"}}}|400|Cannot construct instance of `HashSet`",
        "{\"schema\":\"x\",\"schemaTagsToAdd\":[{}]}|400|'schemaEntity' of 'schemaTagsToAdd' is null",
        "{\"metadata\":{\"tags\":{\"a\":[null]}}}|400|An element of 'tags' is null",
        "{\"metadata\":{\"properties\":{\"a\":null}}}|400|'a' of 'properties' is null",
        "{\"ruleSet\":[]}|400|Cannot deserialize value of type `RuleSet` from Array value",
        "{\"ruleSet\":{\"domainRules\":\"x\"}}|400|Cannot deserialize value of type `Rule>` from String value",
        "{\"ruleSet\":{\"domainRules\":[{\"kind\":\"NOPE\"}]}}|400|Cannot deserialize value of type `RuleKind` from String \\\"NOPE\\\": not one of the values accepted for Enum class: [CONDITION, TRANSFORM]",
        "{\"ruleSet\":{\"domainRules\":[{\"mode\":\"NOPE\"}]}}|400|Cannot deserialize value of type `RuleMode` from String \\\"NOPE\\\": not one of the values accepted for Enum class: [DOWNGRADE, READ, UPGRADE, UPDOWN, WRITE, WRITEREAD]",
        "{\"ruleSet\":{\"enableAt\":\"NOPE\"}}|400|Cannot deserialize value of type `ExecutionEnvironment` from String \\\"NOPE\\\": not one of the values accepted for Enum class: [NONE, ALL, SERVER, GATEWAY, CLIENT]",
        "null|422|register.arg6 must not be null (was null)",
        "{\"schema\":NaN}|42201|Invalid schema of type AVRO",
        "{\"schema\":\"\"}|42201|Empty schema",
        "{\"schema\":\"x\",\"schemaType\":\"FOO\"}|42201|Invalid schema type FOO",
        "{\"schema\":\"\\\"int\\\"\",\"references\":[null]}|42201|Invalid reference",
      })
  void register_badBody(String body, int code, String message) {
    assertRefused(CLIENT.send("POST", "/subjects/new/versions", body), code, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"metadata\":null", "\"ruleSet\":null", "\"schemaTagsToAdd\":[]", "\"id\":-1",
        "\"id\":null", "\"version\":0", "\"propagateSchemaTags\":false", "\"unknown\":1"
      })
  void register_asIfTheyWereNotThere(String member) {
    String body = "{\"schema\":\"\\\"int\\\"\"," + member + "}";

    assertThat(CLIENT.send("POST", "/subjects/s/versions", body).statusCode()).isEqualTo(200);
  }

  @Test
  void numbersThatAreNone_areRefused_beforeAnythingIsLookedFor() {
    assertThat(CLIENT.get("/subjects/nope/versions?offset=x").body())
        .isEqualTo("{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
    assertThat(CLIENT.get("/subjects/nope/versions?offset=-1").body()).contains("40401");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /subjects/s/versions/1?format=logical",
  })
  void parameter_notSupportedYet_isNamed(String method, String path) {
    assertRefused(CLIENT.send(method, path, ""), 42201, "is not supported yet");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "0, 0",
        "-0, 0",
        "-2, -2",
        "2147483648, 2147483648",
        "1.0, 1.0",
        "last, last",
        "1a, 1a",
        "0x1, 0x1",
        "null, null",
        "*, *",
      })
  void version_thatIsNone(String version, String named) {
    assertRefused(
        CLIENT.get("/subjects/s/versions/" + version),
        42202,
        "The specified version '" + named + "' is not a valid version id.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "01", "+1", "%201", "-1", "latest", "LATEST", "%20latest%20"})
  void version_inEveryForm(String version) {
    assertThat(CLIENT.get("/subjects/s/versions/" + version).body()).contains("\"version\":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schemas/ids/abc",
        "/schemas/ids/1.5",
        "/schemas/ids/2147483648",
        "/schemas/ids/%20",
        "/subjects?limit=x",
        "/subjects?offset=x",
        "/subjects/s/versions?limit=1.5"
      })
  void number_thatIsNone_404WithType(String path) {
    HttpResponse<String> response = CLIENT.get(path);

    assertRefused(response, 404, "HTTP 404 Not Found");
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.schemaregistry.v1+json");
  }

  @Test
  void offset_negative_400() {
    assertRefused(CLIENT.get("/subjects?offset=-1"), 400, "offset -1 is negative");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/config/s|{\"compatibility\":\"NOPE\"}|42203|Invalid compatibility level.",
        "/config/s|{\"compatibility\":\"\"}|42203|Invalid compatibility level.",
        "/config/s|{\"compatibility\":[\"FULL\"]}|400|Cannot deserialize value of type `String` from Array value",
        "/config/s|{\"normalize\":\"x\"}|400|Cannot deserialize value of type `Boolean` from String",
        "/config/s|[]|400|`ConfigUpdateRequest` from Array value",
        "/config/s|null|422|updateSubjectLevelConfig.arg2 must not be null (was null)",
        "/config|null|422|updateTopLevelConfig.arg1 must not be null (was null)",
        "/config/s|{\"defaultMetadata\":5}|400|Cannot construct instance of `Metadata` (although",
        "/config/s|{\"overrideRuleSet\":{\"migrationRules\":[null]}}|400|An element of 'migrationRules' is null",
        "/config/__GLOBAL|{}|42208|The specified subject '__GLOBAL' is not a valid.",
        "/mode/s|{\"mode\":\"NOPE\"}|42204|Invalid mode.",
        "/mode/s|{\"mode\":5}|42204|Invalid mode.",
        "/mode/s|{}|42204|Invalid mode.",
        "/mode|null|422|updateTopLevelMode.arg1 must not be null (was null)",
        "/mode/s|{\"mode\":\"FORWARD\"}|42204|Forward mode only supported on global level",
      })
  void put_badBody(String path, String body, int code, String message) {
    assertRefused(CLIENT.send("PUT", path, body), code, message);
  }

  @Test
  void body_nestedTooDeep_400() {
    String body = "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

    assertRefused(CLIENT.send("POST", "/subjects/s/versions", body), 400, "nesting depth");
  }

  @Test
  void schema_of10000NestedTypes_422() {
    String text =
        "{\\\"type\\\":\\\"array\\\",\\\"items\\\":".repeat(10_000)
            + "\\\"int\\\""
            + "}".repeat(10_000);

    HttpResponse<String> response =
        CLIENT.send("POST", "/subjects/deep/versions", "{\"schema\":\"" + text + "\"}");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(CLIENT.get("/subjects").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"größe, gr%C3%B6%C3%9Fe", "日本, %E6%97%A5%E6%9C%AC", "a/b, a%2Fb", "%, %25", "+, +"})
  void subject_inEveryScript(String name, String encoded) {
    CLIENT.register(encoded, "\"int\"");

    assertThat(CLIENT.get("/subjects/" + encoded + "/versions/1").body())
        .contains("\"subject\":\"" + name + "\"");
  }
}
