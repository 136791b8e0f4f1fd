package dev.stele.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every request: media types, headers, limits, hostile input. */
final class TransportTest {
  private static final Route BROKEN =
      new Route(
          HttpMethod.GET,
          "/broken",
          MediaTypes.only("application/json"),
          request -> Future.failedFuture(new IllegalStateException("secret reason")));
  private static final TestServer SERVER = new TestServer(0, List.of(BROKEN));
  private static final TestClient CLIENT = new TestClient(SERVER);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/vnd.schemaregistry.v1+json",
        "*|application/vnd.schemaregistry.v1+json",
        "*/anything|application/vnd.schemaregistry.v1+json",
        "application/*|application/vnd.schemaregistry.v1+json",
        "application/json|application/json",
        "text/html, application/json|application/json",
        "application/json, application/vnd.schemaregistry.v1+json|application/vnd.schemaregistry.v1+json",
        "application/json;q=0.9, application/vnd.schemaregistry.v1+json;q=0.5|application/json",
        "application/json;q=0, */*|application/vnd.schemaregistry.v1+json",
        "application/json; charset=utf-8|application/json;charset=utf-8",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2|application/vnd.schemaregistry.v1+json",
      })
  void accept_choosesTheType(String accept, String type) {
    assertThat(CLIENT.get("/config", "Accept", accept).headers().firstValue("Content-Type"))
        .hasValue(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "text/*"})
  void accept_nothingFits_406WithoutType(String accept) {
    HttpResponse<String> response = CLIENT.get("/config", "Accept", accept);

    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(response.headers().firstValue("Content-Type")).isEmpty();
    assertThat(response.body())
        .isEqualTo("{\"error_code\":406,\"message\":\"HTTP 406 Not Acceptable\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "APPLICATION/JSON, 200",
    "application/json; foo=bar, 200",
    "application/octet-stream, 200",
    "application/xml, 415",
    "*/*, 415",
    "garbage, 400",
  })
  void contentType_isChecked(String type, int status) {
    String answer =
        RawHttp.exchange(
            SERVER.port(),
            "PUT /config/ct HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
                + type
                + "\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nope", "/subjects/a/b/c/d", "/Subjects", "/schemas/id/1", "/config/a/b"})
  void unknownPath_404WithoutType(String path) {
    HttpResponse<String> response = CLIENT.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).isEmpty();
    assertThat(response.body())
        .isEqualTo("{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
  }

  @Test
  void unknownMethod_405WithoutAllow() {
    HttpResponse<String> response = CLIENT.send("PUT", "/subjects", "{}");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).isEmpty();
    assertThat(response.headers().firstValue("Content-Type")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/|HEAD,POST,GET,OPTIONS",
        "/config|HEAD,DELETE,GET,OPTIONS,PUT",
        "/subjects/a|DELETE,POST,OPTIONS",
      })
  void options_listsTheMethods(String path, String allow) {
    HttpResponse<String> response = CLIENT.send("OPTIONS", path, "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Allow")).hasValue(allow);
    assertThat(response.body()).isEqualTo(allow.replace(",", ", "));
  }

  @Test
  void head_isGetWithoutBody() {
    HttpResponse<String> response = CLIENT.send("HEAD", "/config", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Length")).hasValue("33");
  }

  @Test
  void requestId_isEchoed() {
    assertThat(CLIENT.get("/", "X-Request-ID", "mine").headers().firstValue("X-Request-ID"))
        .hasValue("mine");
  }

  @Test
  void requestId_isMadeUp() {
    String id = CLIENT.get("/nope").headers().firstValue("X-Request-ID").orElseThrow();

    assertThat(UUID.fromString(id).version()).isEqualTo(4);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
  }

  @Test
  void gzip_isForAnswers_andNotForErrors() {
    HttpResponse<String> good = CLIENT.get("/config", "Accept-Encoding", "gzip");
    HttpResponse<String> plain = CLIENT.get("/config");
    HttpResponse<String> bad = CLIENT.get("/subjects/x/versions", "Accept-Encoding", "gzip");

    assertThat(good.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(good.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    assertThat(bad.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(bad.body()).contains("40401");
  }

  @Test
  void gzip_ofALargeAnswer_isTheSameAnswer() throws Exception {
    CLIENT.register(
        "large",
        "{\"type\":\"record\",\"name\":\"L\",\"doc\":\""
            + "stone ".repeat(20_000)
            + "\",\"fields\":[]}");
    HttpRequest request =
        HttpRequest.newBuilder(SERVER.uri("/subjects/large/versions/1"))
            .header("Accept-Encoding", "gzip")
            .build();

    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());

    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (InputStream body = new GZIPInputStream(answer.body())) {
      assertThat(new String(body.readAllBytes(), UTF_8))
          .isEqualTo(CLIENT.get("/subjects/large/versions/1").body())
          .hasSizeGreaterThan(100_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//subjects",
        "/subjects//versions",
        "/%00",
        "/subjects/%01/versions",
        "/subjects/%",
        "/subjects/%zz/versions",
        "/subjects/a%5Cb/versions",
        "/subjects/%ff/versions",
        "/subjects/%C0%80/versions",
        "/subjects/gr\u00f6\u00dfe/versions",
        "/subjects/;a=b/versions",
        "/subjects?deleted=%zz"
      })
  void suspiciousTargets_400(String target) {
    assertThat(RawHttp.get(SERVER.port(), target))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"error_code\":400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subjects/./versions",
        "/config/../config",
        "/config/..",
        "/config/%2e%2e/config",
        "/config/%2E"
      })
  void dotSegments_404(String target) {
    assertThat(RawHttp.get(SERVER.port(), target)).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/config/",
        "/config;a=b",
        "/config;a=b/;c",
        "/%63onfig",
        "/config/;a=b?defaultToGlobal=true",
        "/config/no%2Fsuch;a=b?defaultToGlobal=true",
        "/config/no..such/?defaultToGlobal=true",
        "/config/%EF%BF%BD?defaultToGlobal=true"
      })
  void targets_thatNameTheSame_200(String target) {
    assertThat(RawHttp.get(SERVER.port(), target)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void host_missing_400() {
    String answer =
        RawHttp.exchange(SERVER.port(), "GET /config HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("\"error_code\":400")
        .containsIgnoringCase("X-Request-ID: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/9.9|501",
        "NONSENSE|400",
        "GET /%s HTTP/1.1|414",
        "GET / HTTP/1.1~X-Long: %s|431",
      })
  void notHttp_isRefused_andTheServerLives(String head, int status) {
    String request =
        head.replace("~", "\r\n").replace("%s", "a".repeat(20_000))
            + "\r\nHost: x\r\nConnection: close\r\n\r\n";

    assertThat(RawHttp.exchange(SERVER.port(), request)).contains(" " + status + " ");
    assertThat(CLIENT.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void body_aboveTheLimit_413_alsoChunked() {
    String large = "{\"schema\":\"" + "a".repeat(TestServer.MAX_BODY_BYTES) + "\"}";
    String chunk = "a".repeat(70_000);
    StringBuilder chunked =
        new StringBuilder("POST /subjects/a/versions HTTP/1.1\r\n")
            .append("Host: x\r\nConnection: close\r\n")
            .append("Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 20; i++) {
      chunked
          .append(Integer.toHexString(chunk.length()))
          .append("\r\n")
          .append(chunk)
          .append("\r\n");
    }
    chunked.append("0\r\n\r\n");

    HttpResponse<String> response = CLIENT.send("POST", "/subjects/a/versions", large);

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body())
        .contains("\"error_code\":413", "1048576 bytes", "stele.http.body.max.bytes");
    assertThat(RawHttp.exchange(SERVER.port(), chunked.toString())).startsWith("HTTP/1.1 413 ");
    assertThat(CLIENT.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void body_notChunkedAsItSays_400() {
    String request =
        """
        POST /subjects/a/versions HTTP/1.1
        Host: x
        Connection: close
        Transfer-Encoding: chunked

        zz
        {}
        0

        """;

    String answer = RawHttp.exchange(SERVER.port(), request.replace("\n", "\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"error_code\":400");
    assertThat(CLIENT.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void unexpectedFailure_500_tellsNothing() {
    HttpResponse<String> response = CLIENT.get("/broken");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body())
        .isEqualTo("{\"error_code\":500,\"message\":\"Internal Server Error\"}");
    assertThat(response.headers().firstValue("X-Request-ID")).isPresent();
  }
}
