package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.RunningRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no well-behaved client sends. Each is answered with the right code and a sentence, and the
 * next request is served.
 */
@Timeout(120)
class HostileInputTest {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final String VERSIONS = "/subjects/hostile/versions";

  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  @AfterEach
  void serverServesTheNextRequest() {
    try (HttpConnection other = stele.registry().connect()) {
      Answer answer = other.get("/schemas/types");
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.json().get(0).asText()).isEqualTo("AVRO");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"",
        "{\"schema\":\"{\\\"type\\\"",
        "{\"schema\"",
        "{",
        "[",
        "nonsense",
        "[]",
        "5",
        "{\"schema\":{\"type\":\"string\"}}",
        "{\"schema\":\"\\\"string\\\"\",\"references\":\"x\"}",
        "{\"schema\":\"\\\"string\\\"\",\"version\":99999999999999999999}",
        "{\"schema\":\"\\ud800\",\"schemaType\":7.5e99999999}",
      })
  void register_notTheRightJson_isABadRequest(String body) {
    assertRefused(stele.http().post(VERSIONS, body), 400, 422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"type\":\"record\"}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"nope\"}]}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a b\",\"type\":\"int\"}]}",
        "{\"type\":\"record\",\"name\":\"Größe\",\"fields\":[]}",
        "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"1\"]}",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":99999999999999999999}",
        "{\"type\":\"nope\"}",
        "\u0000",
      })
  void register_noSchema_isRefusedWithTheReason(String schema) {
    Answer answer = stele.http().post(VERSIONS, request(schema));

    assertRefused(answer, 422);
    assertThat(answer.errorCode()).isEqualTo(42201);
  }

  @Test
  void register_fiveMebibytes_isRefusedForItsSize() {
    String schema =
        "{\"type\":\"record\",\"name\":\"Big\",\"fields\":[],\"doc\":\""
            + "x".repeat(5 * MEBIBYTE)
            + "\"}";

    Answer answer = stele.http().post(VERSIONS, request(schema));

    assertRefused(answer, 422);
    assertThat(answer.errorCode()).isEqualTo(42209);
  }

  @Test
  void register_aboveTheBodyLimit_isRefusedBeforeItIsRead() {
    Answer answer = stele.http().post(VERSIONS, request("x".repeat(11 * MEBIBYTE)));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.message()).contains("10485760");
  }

  @Test
  void register_chunkedAboveTheBodyLimit_isRefused() {
    String chunk = "100000\r\n" + " ".repeat(MEBIBYTE) + "\r\n";
    try (HttpConnection http = stele.registry().connect()) {
      Answer answer =
          http.raw(
              bytes(
                  "POST "
                      + VERSIONS
                      + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + chunk.repeat(11)
                      + "0\r\n\r\n"));

      assertThat(answer.status()).isEqualTo(413);
    }
  }

  @Test
  void register_tenThousandNestedTypes_isRefusedWithTheReason() {
    String arrays =
        "{\"type\":\"array\",\"items\":".repeat(10_000) + "\"int\"" + "}".repeat(10_000);

    assertRefused(stele.http().post(VERSIONS, request(arrays)), 422);
  }

  @Test
  void register_tenThousandNestedArraysAsBody_isRefused() {
    assertRefused(stele.http().post(VERSIONS, "[".repeat(10_000) + "]".repeat(10_000)), 400);
  }

  @Test
  void register_bodyThatIsNotUtf8_isRefused() {
    byte[] body = bytes("{\"schema\":\"\\\"string\\\"\",\"x\":\"?\"}");
    body[body.length - 3] = (byte) 0xff;

    assertRefused(
        stele.http().send("POST", VERSIONS, Map.of("Content-Type", HttpConnection.JSON), body),
        400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "größe",
        "заказы-значение",
        "订单",
        "注文ー値",
        "주문",
        "הזמנות",
        "طلبات",
        "ऑर्डर",
        "εντολές",
        "😀🚀",
        "a b",
        "a/b",
        "a%2Fb",
        "a?b#c",
        "'; DROP TABLE subjects; --",
        "<script>alert(1)</script>",
      })
  void subject_inAnyScript_isKeptLetterByLetter(String subject) {
    String path = "/subjects/" + encode(subject) + "/versions";

    Answer registered = stele.http().post(path, request("{\"type\":\"string\"}"));

    assertThat(registered.status()).as(registered.toString()).isEqualTo(200);
    Answer version = stele.http().get(path + "/1");
    assertThat(version.json().path("subject").textValue()).isEqualTo(subject);
    assertThat(stele.http().get("/subjects").json())
        .anySatisfy(name -> assertThat(name.textValue()).isEqualTo(subject));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /nope,                                      404",
    "GET,    /subjects/a/b/c/d/e,                        404",
    "GET,    /../../etc/passwd,                          404",
    "GET,    /subjects/%2E%2E/versions,                  404",
    "GET,    /schemas/ids/99999999999999999999,          404",
    "GET,    /schemas/ids/-1,                            404",
    "GET,    /schemas/ids/x,                             404",
    "GET,    /subjects/s/versions/99999999999999999999,  422",
    "GET,    /subjects/s/versions/1e9,                   422",
    "GET,    /subjects?offset=-1,                        400",
    "GET,    /subjects?offset=99999999999999999999,      404",
    "PATCH,  /subjects,                                  405",
    "DELETE, /subjects,                                  405",
    "PUT,    /subjects/s/versions,                       405",
    "POST,   /config/s,                                  405",
    "BREW,   /coffee,                                    404",
  })
  void request_thatNobodyShouldMake_isRefused(String method, String path, int status) {
    assertRefused(stele.http().send(method, path, Map.of(), null), status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subjects/%",
        "/subjects/%zz/versions",
        "/subjects/%ff%fe/versions",
        "/subjects/%00/versions",
        "/subjects/%c0%af/versions",
      })
  void path_thatCannotBeDecoded_isRefusedOrUnknown(String path) {
    assertRefused(stele.http().get(path), 400, 404);
  }

  @Test
  void headers_withoutEnd_areRefused() {
    try (HttpConnection http = stele.registry().connect()) {
      Answer answer =
          http.raw(bytes("GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(100_000) + "\r\n"));

      assertThat(answer.status()).isEqualTo(431);
    }
  }

  @Test
  void firstLine_withoutEnd_isRefused() {
    try (HttpConnection http = stele.registry().connect()) {
      Answer answer =
          http.raw(bytes("GET /" + "x".repeat(MEBIBYTE) + " HTTP/1.1\r\nHost: x\r\n\r\n"));

      assertThat(answer.status()).isEqualTo(414);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0001\u0002\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void bytes_thatAreNoRequest_areRefused(String bytes) {
    try (HttpConnection http = stele.registry().connect()) {
      assertThat(http.raw(bytes(bytes)).status()).isBetween(400, 505);
    }
  }

  @Test
  void pipelinedGarbage_doesNotSpoilTheAnswersBeforeIt() {
    String get = "GET /schemas/types HTTP/1.1\r\nHost: x\r\n\r\n";
    try (HttpConnection http = stele.registry().connect()) {
      Answer first = http.raw(bytes(get + get + "?!\r\n\r\n" + get));

      assertThat(List.of(first.status(), http.next().status(), http.next().status()))
          .containsExactly(200, 200, 400);
    }
  }

  private static void assertRefused(Answer answer, Integer... statuses) {
    assertThat(answer.status()).as(answer.toString()).isIn((Object[]) statuses);
    assertThat(answer.errorCode()).as(answer.toString()).isPositive();
    assertThat(answer.message()).isNotBlank();
  }

  private static String request(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
