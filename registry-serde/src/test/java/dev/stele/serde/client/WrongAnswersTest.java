package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stele.serde.client.LocalServer.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of an answer that is none of a registry's, or of none at all. */
@Timeout(60)
final class WrongAnswersTest {
  private static final String INT = "\\\"int\\\"";

  private static RegistryClientBuilder once(String url) {
    return RegistryClient.builder().url(url).setting("max.retries", 0);
  }

  private static RegistryException failure(ThrowingCallable call) {
    RegistryException failure = catchThrowableOfType(RegistryException.class, call);
    assertThat(failure).as("must fail").isNotNull();
    return failure;
  }

  private static RegistryException failure(Answer answer) {
    try (LocalServer server = new LocalServer(request -> answer)) {
      return failure(() -> once(server.url()).build().schemaById(7));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "{\"schema\":null}",
        "{\"schema\":7}",
        "{\"schema\":\"" + INT + "\",\"guid\":\"x\"}",
        "{\"schema\":\"" + INT + "\",\"references\":[5]}",
        "{\"schema\":\"" + INT + "\",\"ruleSet\":{\"domainRules\":[{\"kind\":\"NOPE\"}]}}",
      })
  void answerOfAnotherShape_isToldWithItsAddressAndItsBeginning(String body) {
    RegistryException failure = failure(Answer.ok(body));
    assertThat(failure)
        .hasMessageMatching("GET http://127\\.0\\.0\\.1:\\d+/schemas/ids/7.*")
        .hasMessageContaining(": HTTP 200, the answer has no usable '")
        .hasMessageContaining("it begins with: '" + body + "'");
    assertThat(failure.url()).startsWith("GET http://127.0.0.1:");
    assertThat(failure.isRetriable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"200, HTTP 200", "204, HTTP 204"})
  void emptyAnswer_isTold(int status, String told) {
    assertThat(failure(new Answer(status, "", Map.of())))
        .hasMessageContaining(told)
        .hasMessageContaining("/schemas/ids/7")
        .hasMessageContaining("it is empty");
  }

  @Test
  void listsAnsweredAsSomethingElse_areNotTakenForEmpty() {
    try (LocalServer server = new LocalServer(request -> Answer.ok("{}"))) {
      RegistryClient client = once(server.url()).build();
      assertThat(failure(client::subjects)).hasMessageContaining("no usable 'list of subjects'");
      assertThat(failure(() -> client.versions("s"))).hasMessageContaining("'list of versions'");
      assertThat(failure(() -> client.associatedSubjects("-", "t", false)))
          .hasMessageContaining("'list of associations'");
    }
  }

  @Test
  void registrationAnsweredWithoutId_isToldWithItsAddress() {
    try (LocalServer server = new LocalServer(request -> Answer.ok("{\"id\":-1}"))) {
      RegistryClient client = once(server.url()).build();
      assertThat(failure(() -> client.register("s", SchemaDefinition.avro("\"int\""), Set.of())))
          .hasMessageContaining("POST " + server.url() + "/subjects/s/versions")
          .hasMessageContaining("no usable 'id'");
    }
  }

  @Test
  void messageWithoutEnd_isCutOff() {
    String endless = "m".repeat(1_000_000);
    RegistryException failure =
        failure(
            new Answer(422, "{\"error_code\":42201,\"message\":\"" + endless + "\"}", Map.of()));
    assertThat(failure.getMessage()).hasSizeLessThan(5000).contains("mmm…; error code: 42201");
  }

  @Test
  void binaryAnswer_isToldPrintably() {
    assertThat(failure(Answer.ok("\u001f\u0000\u0007gzip or so\u001b[31m")))
        .hasMessageContaining("'…gzip or so…[31m'");
  }

  @Test
  void answerThatRepeatsWhatItWasAskedWith_isToldWithoutCredentials() {
    String password = "PLANTED" + "x".repeat(300);
    try (LocalServer server =
        new LocalServer(request -> Answer.ok("[\"" + request.header("Authorization") + "\"]"))) {
      RegistryClient client = once(server.url()).basicAuth("me", password).build();
      RegistryException failure = failure(() -> client.schemaById(7));
      String sent = server.requests().get(0).header("Authorization");
      assertThat(sent).startsWith("Basic ").hasSizeGreaterThan(400);
      assertThat(failure).hasMessageContaining("'[\"Basic …\"]'");
    }
  }

  @Test
  void registryThatIsNotThere_isToldInWords() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(failure(() -> once("http://127.0.0.1:" + port).build().subjects()))
        .hasMessageContaining(
            "GET http://127.0.0.1:" + port + "/subjects: cannot connect: refused");
  }

  @Test
  void hostThatIsNotKnown_isToldInWords() {
    assertThat(failure(() -> once("http://no-such-host.invalid").build().subjects()))
        .hasMessageContaining("/subjects: the host's name is not known");
  }

  @Test
  void answerWithoutEnd_endsWithTheTimeForOneRequest() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Future<?> unused =
          thread.submit(
              () -> {
                try (Socket socket = server.accept()) {
                  OutputStream out = socket.getOutputStream();
                  String head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
                  out.write(head.getBytes(StandardCharsets.US_ASCII));
                  out.flush();
                  over.await();
                }
                return null;
              });
      // The time to connect is the default, a minute: it must not count once connected.
      CompletableFuture<RegisteredSchema> answer =
          once("http://127.0.0.1:" + server.getLocalPort())
              .setting("http.read.timeout.ms", 300)
              .build()
              .schemaByIdAsync(7, "");
      assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RegistryException.class)
          .hasMessageContaining("timed out, no whole answer within 300 ms");
    } finally {
      over.countDown();
      thread.shutdownNow();
    }
  }

  @Test
  void referencesInACircle_areToldAsSuch() {
    String body =
        "{\"id\":7,\"schema\":\""
            + INT
            + "\",\"references\":"
            + "[{\"name\":\"R\",\"subject\":\"r\",\"version\":1}]}";
    try (LocalServer server = new LocalServer(request -> Answer.ok(body))) {
      RegistryClient client = once(server.url()).build();
      assertThat(failure(() -> client.source(client.schemaById(7))))
          .hasMessageContaining("references lead in a circle, at Reference[name=R, subject=r");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void tooManyReferences_failTheFuture() {
    StringBuilder references = new StringBuilder();
    for (int i = 1; i <= 1001; i++) {
      references.append(i == 1 ? "" : ",").append("{\"name\":\"R").append(i);
      references.append("\",\"subject\":\"r\",\"version\":").append(i).append('}');
    }
    String body = "{\"schema\":\"" + INT + "\",\"references\":[" + references + "]}";
    try (LocalServer server = new LocalServer(request -> Answer.ok(body))) {
      RegistryClient client = once(server.url()).build();
      assertThat(client.sourceAsync(client.schemaById(7)))
          .failsWithin(30, TimeUnit.SECONDS)
          .withThrowableOfType(java.util.concurrent.ExecutionException.class)
          .withMessageContaining("more than 1000");
    }
  }
}
