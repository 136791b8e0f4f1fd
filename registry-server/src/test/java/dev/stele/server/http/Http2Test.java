package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 without TLS, by the upgrade and by prior knowledge: the same answers, the same limits. */
@Timeout(60)
final class Http2Test {
  private static final String V1 = "application/vnd.schemaregistry.v1+json";
  private static final String SCHEMA = "{\"schema\":\"\\\"int\\\"\"}";
  private static final int BODIES = TestServer.MAX_IN_FLIGHT_BYTES / TestServer.MAX_BODY_BYTES;
  private static final Vertx VERTX = Vertx.vertx();

  private final CountDownLatch asked = new CountDownLatch(2);
  private final Promise<Reply> answer = Promise.promise();
  private final Route slow =
      new Route(HttpMethod.GET, "/slow", MediaTypes.only("text/plain"), request -> slow());
  private TestServer server = new TestServer(0, List.of(slow));
  private final HttpClient upgrading = HttpClient.newHttpClient();
  private final HttpClientAgent knowing =
      VERTX.createHttpClient(
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setHttp2ClearTextUpgrade(false),
          new PoolOptions().setHttp2MaxSize(1));

  private Future<Reply> slow() {
    asked.countDown();
    return answer.future();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopVertx() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Content-Type", V1)
            .header("Accept-Encoding", "gzip")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return upgrading.send(request.build(), BodyHandlers.ofString());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private HttpClientRequest request(HttpMethod method, String path) throws Exception {
    return await(knowing.request(method, server.port(), "127.0.0.1", path));
  }

  /** An answer, read on the client's own thread. */
  private record Received(int status, HttpVersion version, String body) {
    static Future<Received> of(HttpClientResponse response) {
      return response
          .body()
          .map(body -> new Received(response.statusCode(), response.version(), body.toString()));
    }
  }

  private Future<Received> sent(HttpMethod method, String path, String body) {
    return knowing
        .request(method, server.port(), "127.0.0.1", path)
        .compose(request -> body.isEmpty() ? request.send() : request.send(body))
        .compose(Received::of);
  }

  @Test
  void upgrade_speaksHttp2_forBodiesAndForErrors() throws Exception {
    HttpResponse<String> registered = send("POST", "/subjects/s/versions", SCHEMA);
    HttpResponse<String> missing = send("GET", "/subjects/no/versions", "");
    HttpResponse<String> unknown = send("GET", "/nope", "");
    HttpResponse<String> broken = send("POST", "/subjects/s/versions", "{");
    HttpResponse<String> head = send("HEAD", "/config", "");

    assertThat(List.of(registered, missing, unknown, broken, head))
        .extracting(HttpResponse::version)
        .containsOnly(HttpClient.Version.HTTP_2);
    assertThat(List.of(registered, missing, unknown, broken, head))
        .extracting(HttpResponse::statusCode)
        .containsExactly(200, 404, 404, 400, 200);
    assertThat(missing.body()).contains("40401");
    assertThat(missing.headers().firstValue("Content-Type")).hasValue(V1);
    assertThat(unknown.headers().firstValue("Content-Type")).isEmpty();
    assertThat(registered.headers().firstValue("X-Request-ID")).isPresent();
    assertThat(registered.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(head.headers().firstValue("Content-Length")).hasValue("33");
  }

  @Test
  void priorKnowledge_speaksHttp2_withLargeBodies() throws Exception {
    String large =
        "{\"schema\":\"\\\"int\\\"\",\"unknown\":\"" + "x".repeat(TestServer.MAX_BODY_BYTES / 2);
    Received received = await(sent(HttpMethod.POST, "/subjects/s/versions", large + "\"}"));

    assertThat(received.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.body()).contains("\"id\":1");
  }

  @Test
  void body_aboveTheLimit_413_announcedOrNot() throws Exception {
    Buffer large = Buffer.buffer("x".repeat(TestServer.MAX_BODY_BYTES + 1));
    HttpClientRequest unannounced = request(HttpMethod.POST, "/subjects/s/versions");
    var unused = unannounced.writeHead();
    unused = unannounced.end(large);

    assertThat(send("POST", "/subjects/s/versions", large.toString()).statusCode()).isEqualTo(413);
    assertThat(await(unannounced.response()).statusCode()).isEqualTo(413);
    assertThat(send("GET", "/config", "").statusCode()).isEqualTo(200);
  }

  @Test
  void bodiesUnderWay_thatAnnounceNothing_countAsTheLargest() throws Exception {
    for (int i = 0; i < BODIES; i++) {
      HttpClientRequest open = request(HttpMethod.POST, "/subjects/s/versions");
      await(open.writeHead());
    }

    Received refused = await(sent(HttpMethod.POST, "/subjects/s/versions", SCHEMA));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body()).contains("\"error_code\":50302");
  }

  @Test
  void contentType_isChecked_alsoOfABodyThatIsNotAnnounced() throws Exception {
    HttpClientRequest unannounced = request(HttpMethod.PUT, "/config/s");
    unannounced.putHeader("Content-Type", "application/xml");
    await(unannounced.writeHead());
    var unused = unannounced.end("{}");
    HttpClientRequest without = request(HttpMethod.GET, "/config");
    without.putHeader("Content-Type", "application/xml");

    assertThat(await(unannounced.response()).statusCode()).isEqualTo(415);
    assertThat(await(without.send()).statusCode()).isEqualTo(200);
  }

  @Test
  void headers_aboveTheLimit_431() throws Exception {
    HttpClientRequest write = request(HttpMethod.PUT, "/config/s");
    write.putHeader("X-Long", "x".repeat(8_192));
    assertThat(send("GET", "/config", "").version()).isEqualTo(HttpClient.Version.HTTP_2);
    HttpRequest read =
        HttpRequest.newBuilder(server.uri("/config")).header("X-Long", "x".repeat(9_800)).build();

    assertThat(await(write.send("{}")).statusCode()).isEqualTo(431);
    // Answered before it was read, the stream is also reset: a JDK 25 may tell that instead.
    assertThat(
            upgrading
                .sendAsync(read, BodyHandlers.ofString())
                .thenApply(answer -> "status " + answer.statusCode())
                .exceptionally(error -> String.valueOf(error.getMessage()))
                .get(30, TimeUnit.SECONDS))
        .containsAnyOf("status 431", "RST_STREAM received");
  }

  @Test
  void streamsOfAConnection_areLimited() throws Exception {
    HttpClientResponse response = await(request(HttpMethod.GET, "/config").send());

    assertThat(
            response
                .request()
                .connection()
                .remoteSettings()
                .get(Http2Settings.MAX_CONCURRENT_STREAMS))
        .isEqualTo(100L);
  }

  @Test
  void suspiciousPath_400() throws Exception {
    assertThat(await(request(HttpMethod.GET, "/subjects/%zz/versions").send()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void leave_answersWhatIsUnderWay_andEndsTheConnection() throws Exception {
    CompletableFuture<HttpResponse<String>> waiting =
        upgrading.sendAsync(
            HttpRequest.newBuilder(server.uri("/slow")).build(), BodyHandlers.ofString());
    Future<Received> waitingToo = sent(HttpMethod.GET, "/slow", "");
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

    server.endpoint().leave(Duration.ofMillis(50));
    server.endpoint().finish(Duration.ofMillis(50));

    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.ofString()))
        .isInstanceOf(ConnectException.class);
    answer.complete(Reply.ok(Buffer.buffer("done")));
    assertThat(waiting.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
    assertThat(await(waitingToo).body()).isEqualTo("done");
  }

  @Test
  void leave_endsAConnection_withTheNextAnswers() throws Exception {
    answer.complete(Reply.ok(Buffer.buffer("done")));
    await(sent(HttpMethod.GET, "/slow", ""));

    CompletableFuture<Void> left =
        CompletableFuture.runAsync(() -> server.endpoint().leave(Duration.ofSeconds(50)));
    while (!left.isDone()) {
      try {
        assertThat(await(sent(HttpMethod.GET, "/slow", "")).body()).isEqualTo("done");
      } catch (ExecutionException e) {
        break; // the connection has gone, and nobody is let in
      }
    }

    left.get(30, TimeUnit.SECONDS);
  }

  @Test
  void switchedOff_http1IsSpoken() throws Exception {
    server.close();
    server = new TestServer(false, CorsSettings.NONE);

    HttpResponse<String> response = send("GET", "/config", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }
}
