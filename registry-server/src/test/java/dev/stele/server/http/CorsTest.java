package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages of other origins may do, as browsers are told. */
final class CorsTest {
  private static final String UI = "https://ui.example.com";

  private TestServer server =
      new TestServer(
          true,
          new CorsSettings(
              List.of(UI, "http://*.example.org:8080"),
              List.of("GET", "PUT"),
              List.of("Content-Type")));

  @AfterEach
  void stop() {
    server.close();
  }

  private String send(String method, String path, String... headers) {
    StringBuilder request =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: registry:8081\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return RawHttp.exchange(server.port(), request + "Connection: close\r\n\r\n")
        .toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @CsvSource({
    "/subjects, 200",
    "/nope, 404",
    "/subjects/x/versions, 404",
    "/schemas/ids/abc, 404",
    "//, 400"
  })
  void allowedOrigin_isToldSo_whateverTheAnswer(String path, int status) {
    assertThat(send("GET", path, "Origin: " + UI))
        .startsWith("http/1.1 " + status + " ")
        .contains(
            "access-control-allow-origin: " + UI + "\r\n",
            "access-control-expose-headers: ",
            "x-stele-offset",
            "vary: origin\r\n",
            "vary: accept-encoding\r\n")
        .doesNotContain("allow-credentials");
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example.org:8080, 200",
    "http://a.example.org, 403",
    "https://ui.example.com.evil, 403",
    "https://uixexample.com, 403",
    "http://registry:8081, 200",
    "https://registry:8081, 200",
    "null, 403",
  })
  void origins_areComparedInFull_andTheServersOwnIsNone(String origin, int status) {
    assertThat(send("GET", "/subjects", "Origin: " + origin)).startsWith("http/1.1 " + status);
  }

  @Test
  void refusedOrigin_403_inTheUsualForm_andNothingIsDone() {
    String answer = send("DELETE", "/config", "Origin: https://evil.example.com");

    assertThat(answer)
        .startsWith("http/1.1 403 ")
        .contains("\"error_code\":403", "x-request-id: ")
        .doesNotContain("access-control-allow-origin");
  }

  @Test
  void preflight_isAnswered_withWhatIsAllowed() {
    assertThat(
            send(
                "OPTIONS",
                "/config/s",
                "Origin: " + UI,
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: content-type"))
        .startsWith("http/1.1 204 ")
        .contains(
            "access-control-allow-origin: " + UI,
            "access-control-allow-methods: get,put",
            "access-control-allow-headers: content-type",
            "access-control-max-age: 1800");
  }

  @Test
  void withoutOrigin_nothingChanges() {
    assertThat(send("OPTIONS", "/config"))
        .startsWith("http/1.1 200 ")
        .contains("allow: head,delete,get,options,put")
        .doesNotContain("access-control-allow-origin");
  }

  @Test
  void anyOrigin() {
    server.close();
    server = new TestServer(true, new CorsSettings(List.of("*"), List.of("GET"), List.of()));

    assertThat(send("GET", "/subjects", "Origin: https://anything.example"))
        .contains("access-control-allow-origin: *\r\n");
  }

  @Test
  void byDefault_noHeaders() {
    server.close();
    server = new TestServer();

    HttpHeaders headers = new TestClient(server).get("/subjects", "Origin", UI).headers();

    assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(headers.allValues("Vary")).containsExactly("Accept-Encoding");
  }
}
