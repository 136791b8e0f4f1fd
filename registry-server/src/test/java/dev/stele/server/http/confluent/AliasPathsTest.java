package dev.stele.server.http.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that stands for another subject is understood in every path that has subjects in it. */
final class AliasPathsTest {
  private final TestServer server = new TestServer();
  private final TestClient client = new TestClient(server);

  @BeforeEach
  void nameTheSubject() {
    client.send(
        "POST",
        "/subjects/s/versions",
        "{\"schema\":\"\\\"int\\\"\",\"metadata\":{\"properties\":{\"k\":\"v\"}}}");
    client.send(
        "POST",
        "/associations",
        "{\"resourceName\":\"t\",\"resourceNamespace\":\"n\",\"resourceId\":\"id\","
            + "\"associations\":[{\"subject\":\"s\"}]}");
    client.send("PUT", "/config/a", "{\"alias\":\"s\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/subjects/a/versions/latest",
    "/subjects/a/metadata?key=k&value=v",
    "/schemas/ids/1/versions?subject=a",
    "/associations/subjects/a",
  })
  void name_standsForItsSubject(String path) {
    HttpResponse<String> answer = client.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"subject\":\"s\"");
  }

  @Test
  void tags_areEditedOfTheSubjectThatIsMeant() {
    client.send("POST", "/subjects/a/versions/1/tags", "{\"metadata\":{\"properties\":{}}}");

    assertThat(client.get("/subjects/s/versions").body()).isEqualTo("[1,2]");
  }
}
