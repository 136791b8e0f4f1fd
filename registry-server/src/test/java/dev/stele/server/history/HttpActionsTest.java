package dev.stele.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.State;
import dev.stele.server.http.Consistency;
import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the real API answers is what the actions expect, and on another state it is not. */
class HttpActionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Model MODEL = Model.avro(Defaults.STANDARD);
  private static final String INT = "{\"schema\":\"\\\"int\\\"\"}";
  private static final String STRING = "{\"schema\":\"\\\"string\\\"\"}";

  private final TestServer server = new TestServer();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyAnswer_agreesOnItsStateAlone() {
    State empty = MODEL.empty();
    agrees(HttpActions.version("s", 1, false), "GET", "/subjects/s/versions/1", "");
    agrees(HttpActions.register("s", "\"int\""), "POST", "/subjects/s/versions", INT);
    State one = state();
    agrees(HttpActions.register("s", "\"int\""), "POST", "/subjects/s/versions", INT);
    agrees(HttpActions.register("s", "\"string\""), "POST", "/subjects/s/versions", STRING);
    agrees(
        HttpActions.putConfig("s", CompatibilityLevel.NONE),
        "PUT",
        "/config/s",
        "{\"compatibility\":\"NONE\"}");
    agreesOnlyHere(HttpActions.config("s"), "GET", "/config/s?defaultToGlobal=true", "", empty);
    agreesOnlyHere(
        HttpActions.register("s", "\"string\""), "POST", "/subjects/s/versions", STRING, empty);
    agreesOnlyHere(
        HttpActions.lookup("s", "\"string\"", false), "POST", "/subjects/s", STRING, one);
    agreesOnlyHere(
        HttpActions.version("s", -1, false), "GET", "/subjects/s/versions/latest", "", one);
    agreesOnlyHere(HttpActions.versions("s", false), "GET", "/subjects/s/versions", "", one);
    agreesOnlyHere(HttpActions.subjects(false), "GET", "/subjects", "", empty);
    agreesOnlyHere(HttpActions.id(2), "GET", "/schemas/ids/2", "", one);
    State two = state();
    agrees(
        HttpActions.deleteVersion("s", 2, true),
        "DELETE",
        "/subjects/s/versions/2?permanent=true",
        "");
    agreesOnlyHere(
        HttpActions.deleteVersion("s", 2, false), "DELETE", "/subjects/s/versions/2", "", one);
    agreesOnlyHere(HttpActions.id(2), "GET", "/schemas/ids/2", "", two);
    agreesOnlyHere(
        HttpActions.versions("s", true), "GET", "/subjects/s/versions?deleted=true", "", one);
    agreesOnlyHere(
        HttpActions.deleteVersion("s", 2, true),
        "DELETE",
        "/subjects/s/versions/2?permanent=true",
        "",
        two);
    agreesOnlyHere(HttpActions.deleteSubject("s", false), "DELETE", "/subjects/s", "", two);
    agreesOnlyHere(HttpActions.deleteSubject("s", false), "DELETE", "/subjects/s", "", two);
    agreesOnlyHere(HttpActions.subjects(true), "GET", "/subjects?deleted=true", "", empty);
    agreesOnlyHere(HttpActions.deleteConfig("s"), "DELETE", "/config/s", "", empty);
    agreesOnlyHere(HttpActions.deleteConfig("s"), "DELETE", "/config/s", "", two);
    agrees(
        HttpActions.putMode("s", Mode.READONLY, false),
        "PUT",
        "/mode/s",
        "{\"mode\":\"READONLY\"}");
    agreesOnlyHere(
        HttpActions.deleteSubject("s", true), "DELETE", "/subjects/s?permanent=true", "", two);
    agreesOnlyHere(HttpActions.deleteMode("s", false), "DELETE", "/mode/s", "", two);
    agreesOnlyHere(
        HttpActions.deleteSubject("s", true), "DELETE", "/subjects/s?permanent=true", "", two);
  }

  @Test
  void answers_areToldApartByStatusAndNumber() throws JsonProcessingException {
    JsonNode unknown = JSON.readTree("{\"error_code\":50002,\"message\":\"m\"}");
    JsonNode refused = JSON.readTree("{\"error_code\":40401,\"message\":\"m\"}");
    JsonNode beyond = JSON.readTree("{\"error_code\":412,\"message\":\"m\"}");
    JsonNode busy = JSON.readTree("{\"error_code\":50302,\"message\":\"m\"}");
    OptionalLong offset = OptionalLong.of(3);

    assertThat(HttpActions.answer(500, unknown, offset)).isEqualTo(new Answer.Unknown("50002 m"));
    assertThat(HttpActions.answer(404, refused, offset))
        .isEqualTo(new Answer.Refused(40401, "m", offset));
    assertThat(HttpActions.answer(412, beyond, offset)).isEqualTo(new Answer.NotDone("412 m"));
    assertThat(HttpActions.answer(503, busy, offset)).isEqualTo(new Answer.NotDone("50302 m"));
    assertThat(HttpActions.answer(200, busy, offset)).isEqualTo(new Answer.Accepted(busy, offset));
  }

  private State state() {
    return server.registry.snapshot().state();
  }

  private Answer agrees(Action<?> action, String method, String path, String body) {
    State before = state();
    Answer answer = ask(method, path, body);
    assertThat(action.on(before, MODEL.verdicts()).agrees(answer))
        .as("%s: %s, and %s", action.name(), answer, action.on(before, MODEL.verdicts()))
        .isTrue();
    return answer;
  }

  private void agreesOnlyHere(
      Action<?> action, String method, String path, String body, State elsewhere) {
    Answer answer = agrees(action, method, path, body);
    assertThat(action.on(elsewhere, MODEL.verdicts()).agrees(answer))
        .as("%s elsewhere: %s", action.name(), answer)
        .isFalse();
  }

  private Answer ask(String method, String path, String body) {
    HttpResponse<String> response = client.send(method, path, body);
    try {
      return HttpActions.answer(
          response.statusCode(),
          JSON.readTree(response.body()),
          response.headers().firstValueAsLong(Consistency.OFFSET_HEADER));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
