package dev.stele.server.http.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that stand for other subjects, on every path that has a subject in it. */
final class AliasesTest {
  private static final TestServer SERVER = new TestServer();
  private static final TestClient CLIENT = new TestClient(SERVER);

  @BeforeAll
  static void aliasOfASubjectWithMetadata() {
    CLIENT.send(
        "POST",
        "/subjects/real/versions",
        "{\"schema\":\"\\\"int\\\"\",\"metadata\":{\"properties\":{\"a\":\"b\"}}}");
    CLIENT.send(
        "POST",
        "/associations",
        "{\"resourceName\":\"t\",\"resourceNamespace\":\"n\",\"resourceId\":\"id\","
            + "\"associations\":[{\"subject\":\"real\"}]}");
    CLIENT.send("PUT", "/config/alias", "{\"alias\":\"real\"}");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subjects/%s/metadata?key=a&value=b",
        "/subjects/%s/versions?offset=0&limit=1",
        "/subjects/%s/versions/1",
        "/subjects/%s/versions/latest/schema",
        "/subjects/%s/versions/1/referencedby",
        "/associations/subjects/%s",
        "/schemas/ids/1?subject=%s",
      })
  void read_isOfTheSubjectThatIsMeant(String path) {
    String real = CLIENT.get(path.formatted("real")).body();

    assertThat(real).doesNotContain("error_code");
    assertThat(CLIENT.get(path.formatted("alias")).body()).isEqualTo(real);
  }

  @Test
  void tags_goToTheSubjectThatIsMeant() {
    String body = "{\"newVersion\":2}";

    assertThat(CLIENT.send("POST", "/subjects/alias/versions/1/tags", body).body())
        .contains("\"version\":2");
    assertThat(CLIENT.get("/subjects/real/versions/2").statusCode()).isEqualTo(200);
  }
}
