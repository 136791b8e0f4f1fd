package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Subject;
import dev.stele.server.engine.UnavailableException.Reason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets, confirmed absence, and what a node says that cannot answer. */
final class ConsistencyTest {
  private static final String OFFSET = Consistency.OFFSET_HEADER;
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestServer server = new TestServer();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    server.close();
  }

  private static Event registered(String subject, int id) {
    return new Event.SchemaWritten(
        Subject.of(subject), 1, id, SchemaContent.of(SchemaType.AVRO, "\"long\""), false);
  }

  @Test
  void write_tellsItsOffset_andSoDoReads() {
    assertThat(client.register("a", "\"int\"").headers().firstValue(OFFSET)).hasValue("1");
    assertThat(client.get("/subjects").headers().firstValue(OFFSET)).hasValue("1");
    assertThat(client.get("/subjects/b/versions").headers().firstValue(OFFSET)).hasValue("1");
  }

  @Test
  void read_belowTheFloor_waitsForIt() {
    server.registry.writtenElsewhere(registered("a", 1));

    assertThat(client.get("/subjects").body()).isEqualTo("[]");
    assertThat(client.get("/subjects", OFFSET, "1").body()).isEqualTo("[\"a\"]");
  }

  @Test
  void read_beyondTheEnd_412() {
    HttpResponse<String> response = client.get("/subjects", OFFSET, "5");

    assertThat(response.statusCode()).isEqualTo(412);
    assertThat(response.body()).contains("5", "0");
  }

  @Test
  void read_floorNotReachedInTime_503() {
    try (TestServer impatient = new TestServer(SHORT)) {
      impatient.registry.silent(true);

      HttpResponse<String> response = new TestClient(impatient).get("/subjects", OFFSET, "5");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("50303");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5"})
  void read_floorThatIsNone_400(String floor) {
    assertThat(client.get("/subjects", OFFSET, floor).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schemas/ids/7",
        "/schemas/ids/7/schema",
        "/schemas/ids/7/subjects",
        "/schemas/ids/7/versions",
        "/subjects/a/versions",
        "/subjects/a/versions/1",
        "/subjects/a/versions/latest",
        "/subjects/a/versions/1/schema",
        "/subjects/a/versions/1/referencedby"
      })
  void absence_isConfirmed(String path) {
    server.registry.writtenElsewhere(registered("a", 7));

    HttpResponse<String> response = client.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue(OFFSET)).hasValue("1");
  }

  @Test
  void absence_thatHolds_isAskedForOnce() {
    assertThat(client.get("/schemas/ids/7").statusCode()).isEqualTo(404);
    assertThat(server.registry.confirmations()).isEqualTo(1);
  }

  @Test
  void presence_isNotConfirmed() {
    client.register("a", "\"int\"");

    assertThat(client.get("/schemas/ids/1").statusCode()).isEqualTo(200);
    assertThat(server.registry.confirmations()).isZero();
  }

  @Test
  void absence_withoutKafka_503_butWhatIsKnownIsAnswered() {
    client.register("a", "\"int\"");
    server.registry.failWith(() -> InMemoryRegistry.unavailable(Reason.NO_KAFKA));

    assertThat(client.get("/schemas/ids/1").statusCode()).isEqualTo(200);
    assertThat(client.get("/schemas/ids/7").body()).contains("50301");
  }

  @Test
  void lookup_absenceIsConfirmed() {
    server.registry.writtenElsewhere(registered("a", 7));

    assertThat(client.send("POST", "/subjects/a", "{\"schema\":\"\\\"long\\\"\"}").body())
        .contains("\"id\":7");
  }

  @Test
  void notReadyYet_isWaitedFor() {
    server.registry.ready(false);
    CompletableFuture<HttpResponse<String>> response =
        CompletableFuture.supplyAsync(() -> client.get("/subjects"));
    // Behind the first on the way to the server's event loops, and not held up by it.
    assertThat(client.get("/").statusCode()).isEqualTo(200);
    server.registry.ready(true);

    assertThat(response.join().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/subjects", "/config", "/schemas/ids/1"})
  void notReady_503(String path) {
    try (TestServer impatient = new TestServer(SHORT)) {
      impatient.registry.ready(false);
      TestClient waiting = new TestClient(impatient);

      HttpResponse<String> response = waiting.get(path);

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("50304");
      assertThat(waiting.get("/").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NO_KAFKA, 503, 50301",
    "QUEUE_FULL, 503, 50302",
    "OFFSET_NOT_REACHED, 503, 50303",
    "NOT_READY, 503, 50304",
  })
  void write_notDone_saysWhy(Reason reason, int status, int code) {
    server.registry.failWith(() -> InMemoryRegistry.unavailable(reason));

    HttpResponse<String> response = client.send("DELETE", "/subjects/a", "");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body())
        .isEqualTo("{\"error_code\":" + code + ",\"message\":\"as the test wants it\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /subjects/a/versions, Register operation timed out",
    "DELETE, /subjects/a, Delete subject operation timed out",
    "DELETE, /subjects/a/versions/1, Delete Schema Version operation timed out",
    "PUT, /mode, Update mode operation timed out",
    "PUT, /config/a, Update compatibility level operation timed out",
  })
  void write_unknownOutcome_50002(String method, String path, String message) {
    server.registry.failWith(() -> InMemoryRegistry.unavailable(Reason.UNKNOWN));
    String body =
        switch (method) {
          case "POST" -> "{\"schema\":\"\\\"int\\\"\"}";
          case "PUT" -> path.startsWith("/mode") ? "{\"mode\":\"READONLY\"}" : "{}";
          default -> "";
        };

    HttpResponse<String> response = client.send(method, path, body);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("{\"error_code\":50002,\"message\":\"" + message + "\"}");
  }
}
