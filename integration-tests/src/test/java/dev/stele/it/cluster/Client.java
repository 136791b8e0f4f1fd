package dev.stele.it.cluster;

import dev.stele.it.cluster.Call.Reply;
import dev.stele.it.fixture.HttpConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Sends one request at a time to one node, and never sends it again. For one thread. */
final class Client {
  // A write is answered in 5 s here, so this is silence.
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final int number;

  Client(int number) {
    this.number = number;
  }

  /** What to ask. */
  record Question(String method, String path, String body) {
    static Question get(String path) {
      return new Question("GET", path, "");
    }

    static Question delete(String path) {
      return new Question("DELETE", path, "");
    }
  }

  Call ask(NodeProcess node, Question question, String requestId) throws InterruptedException {
    HttpRequest request = request(node, question, requestId);
    long called = System.nanoTime();
    boolean connected = true;
    Optional<Reply> reply = Optional.empty();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      reply =
          Optional.of(
              new Reply(
                  response.statusCode(),
                  response.body(),
                  response.headers().firstValueAsLong("X-Stele-Offset")));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      connected = false;
    } catch (IOException e) {
      // reset, closed or too late: unknown
    }
    return new Call(
        number,
        node.name(),
        question.method(),
        question.path(),
        question.body(),
        requestId,
        called,
        System.nanoTime(),
        connected,
        reply);
  }

  private static HttpRequest request(NodeProcess node, Question question, String requestId) {
    boolean empty = question.body().isEmpty();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.url() + question.path()))
            .timeout(PATIENCE)
            .header("X-Request-ID", requestId)
            .method(
                question.method(),
                empty ? BodyPublishers.noBody() : BodyPublishers.ofString(question.body()));
    if (!empty) {
      request.header("Content-Type", HttpConnection.JSON);
    }
    return request.build();
  }
}
