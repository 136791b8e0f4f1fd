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

/** Names and paths that say which context is meant. */
final class ContextsTest {
  private static final String GUID = "ef524ea1-b91e-7317-3d93-8ade36c1db32";
  private static final TestServer SERVER = new TestServer();
  private static final TestClient CLIENT = new TestClient(SERVER);

  @BeforeAll
  static void twoContexts() {
    CLIENT.register("d", "\"long\"");
    CLIENT.register(":.c:s", "\"int\"");
    CLIENT.register(":.c%20+&d:s", "\"int\"");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/subjects/s/versions|[1]",
        "/subjects/s/versions/|[1]",
        "/subjects/:.c:s/versions|[1]",
        "/subjects/:*:s/versions|{\"error_code\":40401,\"message\":\"Subject ':*:s' not found.\"}",
        "/subjects|[\":.c:s\"]",
        "/subjects/|[\":.c:s\"]",
        "/subjects?subjectPrefix=s|[\":.c:s\"]",
        "/subjects?subjectPrefix=t|[]",
        "/subjects?subjectPrefix=:.:&deleted=true|[\"d\"]",
        "/subjects?subjectPrefix=%3A*%3Ad|[\"d\"]",
        "/schemas/ids/1/subjects|[\":.c:s\"]",
        "/schemas/ids/1/subjects?subject=s|[\":.c:s\"]",
        "/schemas/ids/1/schema|\"int\"",
        "/schemas/guids/"
            + GUID
            + "/ids|[{\"context\":\".c\",\"id\":1},{\"context\":\".c +&d\",\"id\":1}]",
        "/config/s|{\"error_code\":40408,\"message\":\"Subject ':.c:s' does not have subject-level compatibility configured\"}",
        "/config|{\"error_code\":40408,\"message\":\"Subject ':.c:' does not have subject-level compatibility configured\"}",
        "/mode/|{\"error_code\":40409,\"message\":\"Subject ':.c:' does not have subject-level mode configured\"}",
        "/contexts?contextPrefix=.c|[\".c\",\".c +&d\"]",
        "/contexts/.nope/subjects|[]",
        "/subjects/subjects/versions|{\"error_code\":40401,\"message\":\"Subject ':.c:subjects' not found.\"}",
        "/subjects/config/versions|{\"error_code\":40401,\"message\":\"Subject ':.c:config' not found.\"}",
      })
  void prefix_meansNamesInTheContext(String path, String body) {
    assertThat(CLIENT.get("/contexts/.c" + path).body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", ".c", ":.c", ":.c:", "c:"})
  void prefix_inEverySpelling(String name) {
    assertThat(CLIENT.get("/contexts/" + name + "/subjects").body()).isEqualTo("[\":.c:s\"]");
  }

  @Test
  void prefix_encoded_isDecodedOnce() {
    assertThat(CLIENT.get("/contexts/.c%20+&d/subjects").body()).isEqualTo("[\":.c +&d:s\"]");
    assertThat(CLIENT.get("/contexts/.c%20+&d/subjects/s/versions").body()).isEqualTo("[1]");
    assertThat(CLIENT.get("/contexts/%3A.c%3A/subjects").body()).isEqualTo("[]");
  }

  @Test
  void prefix_withAColonInTheName_400() {
    HttpResponse<String> response = CLIENT.get("/contexts/.a:b/subjects");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "{\"error_code\":400,\"message\":\"Context name '.a:b' cannot contain a colon\"}");
    assertThat(response.headers().firstValue("Content-Type")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET, /contexts/.c, 405", "GET, /contexts/.c/, 405", "GET, /contexts/.c/nope, 404"})
  void prefix_beforeNothing_isNoRoute(String method, String path, int status) {
    assertThat(CLIENT.send(method, path, "").statusCode()).isEqualTo(status);
  }

  @Test
  void prefix_manyTimes_theInnermostCounts() {
    assertThat(CLIENT.get("/contexts/.x".repeat(500) + "/contexts/.c/subjects").body())
        .isEqualTo("[\":.c:s\"]");
  }

  @Test
  void contexts_prefixAndPage() {
    assertThat(CLIENT.get("/contexts?contextPrefix=.c&offset=1&limit=1").body())
        .isEqualTo("[\".c +&d\"]");
  }

  @Test
  void deleteContext_answersNothing() {
    HttpResponse<String> response = CLIENT.send("DELETE", "/contexts/.unknown", "");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Type")).isEmpty();
    assertThat(CLIENT.send("DELETE", "/contexts/.c/", "").body())
        .isEqualTo(
            "{\"error_code\":42211,\"message\":\"The specified context ':.c:' is not empty.\"}");
  }

  @Test
  void config_ofTheGlobalContext_isTheDefaultUntilItIsSet() {
    assertThat(CLIENT.get("/config/:.__GLOBAL:").body())
        .isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {GUID, "ef524ea1b91e73173d938ade36c1db32", "EF524EA1-B91E-7317-3D93-8ADE36C1DB32"})
  void guid_inEverySpelling(String guid) {
    assertThat(CLIENT.get("/schemas/guids/" + guid).body())
        .isEqualTo(
            "{\"guid\":\""
                + GUID
                + "\",\"schemaType\":\"AVRO\",\"schema\":\"\\\"int\\\"\","
                + "\"ts\":1700000000000,\"deleted\":false}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "ef524ea1b91e7317-3d938ade36c1db32", "0-0-0-0-0"})
  void guid_thatIsNone_namesNothing(String guid) {
    assertThat(CLIENT.get("/schemas/guids/" + guid).body())
        .isEqualTo("{\"error_code\":40403,\"message\":\"Schema " + guid + " not found\"}");
    assertThat(CLIENT.get("/schemas/guids/" + guid + "/ids").body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource({
    "/schemas, d",
    "/schemas?subjectPrefix=:.c:, :.c:s",
    "/contexts/c/schemas, :.c:s",
    "/contexts/c/schemas?limit=1&subjectPrefix=s, :.c:s",
  })
  void schemas_ofOneContext(String path, String subject) {
    assertThat(CLIENT.get(path).body())
        .startsWith("[{\"subject\":\"" + subject + "\",\"version\":1,")
        .containsOnlyOnce("\"subject\"");
  }

  @Test
  void references_qualified_nameTheirContext() {
    CLIENT.register(":.r:base", "{\"type\":\"record\",\"name\":\"n.B\",\"fields\":[]}");
    CLIENT.send(
        "POST",
        "/contexts/.r/subjects/use/versions",
        "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"n.B\\\"}\","
            + "\"references\":[{\"name\":\"n.B\",\"subject\":\"base\",\"version\":1}]}");

    for (String path : new String[] {"/subjects/:.r:use/versions/1", "/contexts/r/schemas/ids/2"}) {
      assertThat(CLIENT.get(path).body()).contains("\"subject\":\"base\"");
      assertThat(CLIENT.get(path + "?referenceFormat=qualified").body())
          .contains("\"subject\":\":.r:base\"");
    }
  }
}
