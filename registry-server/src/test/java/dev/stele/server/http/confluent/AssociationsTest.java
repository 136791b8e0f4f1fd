package dev.stele.server.http.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.http.Consistency;
import dev.stele.server.http.InMemoryRegistry;
import dev.stele.server.http.Route;
import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import dev.stele.server.http.confluent.SearchLimits.Limit;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recorded conversations about associations leave open. */
final class AssociationsTest {
  private static final TestServer SERVER = new TestServer();
  private static final TestClient CLIENT = new TestClient(SERVER);

  @BeforeAll
  static void register() {
    CLIENT.register("s", "\"int\"");
    CLIENT.register(":.c:s", "\"long\"");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static String body(String name, String associations) {
    return "{\"resourceName\":\""
        + name
        + "\",\"resourceNamespace\":\"n\",\"resourceId\":\"id-"
        + name
        + "\",\"associations\":["
        + associations
        + "]}";
  }

  @ParameterizedTest
  @CsvSource({
    "default,/associations,s",
    "parameter,/associations?context=.c,:.c:s",
    "prefix,/contexts/c/associations,:.c:s",
    "both,/contexts/c/associations?dryRun=false,:.c:s"
  })
  void subject_isMeantInTheContext(String topic, String path, String subject) {
    HttpResponse<String> created = CLIENT.send("POST", path, body(topic, "{\"subject\":\"s\"}"));

    assertThat(created.body()).contains("\"subject\":\"" + subject + "\"");
  }

  @Test
  void batch_inAContext_meansItsSubjects() {
    HttpResponse<String> mutated =
        CLIENT.send(
            "POST",
            "/contexts/c/associations:batchMutate",
            "{\"requests\":[" + body("batch", "{\"opType\":\"CREATE\",\"subject\":\"s\"}") + "]}");

    assertThat(mutated.statusCode()).isEqualTo(207);
    assertThat(mutated.body()).contains("\"subject\":\":.c:s\"");
  }

  @Test
  void batch_thatWouldKeepOthersWaiting_isRefused() {
    String many = String.join(",", Collections.nCopies(1_001, "{\"resourceId\":\"x\"}"));

    assertThat(
            CLIENT.send("POST", "/associations:batchGet", "{\"requests\":[" + many + "]}").body())
        .contains("'requests', detail: cannot be more than 1000");
    assertThat(
            CLIENT
                .send("POST", "/associations:batchMutate", "{\"requests\":[" + many + "]}")
                .body())
        .contains("'requests', detail: cannot be more than 1000");
  }

  @Test
  void batch_ofNothing_isRefused() {
    assertThat(CLIENT.send("POST", "/associations:batchMutate", "{\"requests\":[null]}").body())
        .isEqualTo(
            "{\"error_code\":42212,\"message\":\"The association specified an invalid value for"
                + " property: 'requests', detail: cannot contain null\"}");
    assertThat(CLIENT.send("POST", "/associations:batchGetAll", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void batch_dryRun_namesNoAssociations() {
    HttpResponse<String> tried =
        CLIENT.send(
            "POST",
            "/associations:batchMutate?dryRun=true",
            "{\"requests\":[" + body("dry", "{\"opType\":\"UPSERT\",\"subject\":\"s\"}") + "]}");

    assertThat(tried.body())
        .isEqualTo(
            "{\"results\":[{\"result\":{\"resourceName\":\"dry\",\"resourceNamespace\":\"n\","
                + "\"resourceId\":\"id-dry\",\"resourceType\":\"topic\"}}]}");
    assertThat(CLIENT.get("/associations/resources/id-dry").body()).isEqualTo("[]");
  }

  @Test
  void put_forAnotherResourceThanThePaths_isRefused() {
    assertThat(
            CLIENT
                .send("PUT", "/associations/resources/x", body("t", "{\"subject\":\"s\"}"))
                .body())
        .contains(
            "'resourceId', detail: Resource ID in the path parameter does not match the resource"
                + " ID in the request body");
  }

  @Test
  void disabled_pathsAreUnknown() {
    InMemoryRegistry registry = new InMemoryRegistry();
    Limit all = new Limit(1, 1);
    ConfluentApi api =
        new ConfluentApi(
            new Consistency(registry, registry, Duration.ofSeconds(1)),
            Set.of(),
            new SearchLimits(all, all, all, all),
            false,
            new Identity(() -> "", "", List.of()));

    assertThat(api.routes())
        .extracting(Route::template)
        .noneMatch(template -> template.startsWith("/associations"));
  }
}
