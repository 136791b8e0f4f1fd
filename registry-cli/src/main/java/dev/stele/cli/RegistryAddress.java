package dev.stele.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option that says which registry; the default is what {@code dev} starts. */
final class RegistryAddress {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "http://localhost:8081",
      description = "The schema registry (default: ${DEFAULT-VALUE}).")
  private String url = "http://localhost:8081";

  String url() {
    return url;
  }

  /**
   * Asks whether it is there.
   *
   * @throws FailureException if it is not, naming its address
   */
  void requireReachable() throws InterruptedException {
    send(
        "/schemas/types",
        Endpoints.TIMEOUT,
        HttpRequest.newBuilder(),
        HttpResponse.BodyHandlers.discarding());
  }

  /**
   * Sends JSON.
   *
   * @param path beginning with a slash
   * @throws FailureException if it is not reachable, naming its address
   */
  HttpResponse<String> post(String path, String body) throws InterruptedException {
    return send(
        path,
        ANSWER_TIMEOUT,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        HttpResponse.BodyHandlers.ofString());
  }

  /**
   * What an answer says.
   *
   * @throws FailureException if it is no JSON
   */
  JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new FailureException(
          "What answers at %s (--registry) is no registry: HTTP %d"
              .formatted(url, response.statusCode()),
          e);
    }
  }

  private <T> HttpResponse<T> send(
      String path,
      Duration timeout,
      HttpRequest.Builder request,
      HttpResponse.BodyHandler<T> handler)
      throws InterruptedException {
    try {
      return HttpClient.newBuilder()
          .connectTimeout(Endpoints.TIMEOUT)
          .build()
          .send(
              request.uri(URI.create(url.replaceAll("/+$", "") + path)).timeout(timeout).build(),
              handler);
    } catch (IOException | IllegalArgumentException e) {
      throw new FailureException(
          "The registry is not reachable at %s (--registry): %s"
              .formatted(url, Endpoints.reason(e)),
          e);
    }
  }
}
