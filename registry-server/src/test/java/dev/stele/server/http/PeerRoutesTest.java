package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.engine.MisdirectedException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node answers to others, and to those who only pretend to be nodes. */
final class PeerRoutesTest {
  private static final String COMMAND = "01234567-89ab-4def-8123-456789abcdef";
  private static final TestServer SERVER = new TestServer();
  private static final TestClient CLIENT = new TestClient(SERVER);
  private static final String BODY = "{\"schema\":\"\\\"int\\\"\"}";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @AfterEach
  void reset() {
    SERVER.registry.succeed();
  }

  @Test
  void ping_namesTheNode() {
    HttpResponse<String> response = CLIENT.get("/stele/ping", "X-Stele-Node", TestServer.NODE);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Stele-Node")).hasValue(TestServer.NODE);
  }

  @Test
  void ping_forAnother_421() {
    HttpResponse<String> response = CLIENT.get("/stele/ping", "X-Stele-Node", "another");

    assertThat(response.statusCode()).isEqualTo(421);
    assertThat(response.headers().firstValue("X-Stele-Node")).hasValue(TestServer.NODE);
    assertThat(response.body())
        .isEqualTo("{\"error_code\":421,\"message\":\"This is node " + TestServer.NODE + "\"}");
  }

  @Test
  void ping_ofNobodyInParticular_200() {
    HttpResponse<String> response = CLIENT.get("/stele/ping");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Stele-Node")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no uuid|n|1|'no uuid' is no command, or '1' no claim",
        COMMAND + "|n|one|'" + COMMAND + "' is no command, or 'one' no claim",
        COMMAND + "|n|-1|'" + COMMAND + "' is no command, or '-1' no claim",
        COMMAND + "|n||Header X-Stele-Claim is missing",
        COMMAND + "||1|Header X-Stele-Node is missing",
      })
  void forward_thatNoNodeSends_400(String command, String node, String claim, String message) {
    String head =
        "X-Stele-Command: "
            + command
            + (node == null ? "" : "\r\nX-Stele-Node: " + node)
            + (claim == null ? "" : "\r\nX-Stele-Claim: " + claim);

    String answer = RawHttp.exchange(SERVER.port(), register(head));

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .endsWith("{\"error_code\":400,\"message\":\"" + message + "\"}");
  }

  @Test
  void forward_notMine_421_namesTheNode() {
    SERVER.registry.failWith(() -> new MisdirectedException("not mine"));

    HttpResponse<String> response =
        CLIENT.send(
            "POST",
            "/subjects/a/versions",
            BODY,
            "X-Stele-Command",
            COMMAND,
            "X-Stele-Node",
            "n",
            "X-Stele-Claim",
            "1");

    assertThat(response.statusCode()).isEqualTo(421);
    assertThat(response.headers().firstValue("X-Stele-Node")).hasValue(TestServer.NODE);
    assertThat(response.headers().firstValue("X-Stele-Offset")).isEmpty();
  }

  @Test
  void headersOfNodes_withoutACommand_changeNothing() {
    HttpResponse<String> response =
        CLIENT.send(
            "POST", "/subjects/a/versions", BODY, "X-Stele-Node", "n", "X-Stele-Claim", "x");

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void forward_asLargeAsAClientsRequestMayBe_hasRoomForWhatIsSaidBeside() {
    String head = "X-Padding: " + "a".repeat(8_000);

    assertThat(RawHttp.exchange(SERVER.port(), register(head))).startsWith("HTTP/1.1 200 ");
    assertThat(
            RawHttp.exchange(
                SERVER.port(),
                register(
                    head
                        + "\r\nX-Stele-Command: "
                        + COMMAND
                        + "\r\nX-Stele-Node: "
                        + "n".repeat(300)
                        + "\r\nX-Stele-Claim: 1")))
        .startsWith("HTTP/1.1 200 ");
    assertThat(RawHttp.exchange(SERVER.port(), register("X-Padding: " + "a".repeat(8_500))))
        .startsWith("HTTP/1.1 431 ");
  }

  private static String register(String head) {
    return "POST /subjects/a/versions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\n"
        + head
        + "\r\nContent-Length: "
        + BODY.length()
        + "\r\n\r\n"
        + BODY;
  }
}
