package dev.stele.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a {@link TestServer} as the world's HTTP clients do. */
public final class TestClient {
  private static final String V1 = "application/vnd.schemaregistry.v1+json";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final TestServer server;

  public TestClient(TestServer server) {
    this.server = server;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  /** With a body, unless it is empty. */
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
    if (body.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", V1).method(method, BodyPublishers.ofString(body));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Registers an Avro schema that must be taken. */
  public HttpResponse<String> register(String subject, String schema) {
    String quoted = schema.replace("\\", "\\\\").replace("\"", "\\\"");
    HttpResponse<String> response =
        send("POST", "/subjects/" + subject + "/versions", "{\"schema\":\"" + quoted + "\"}");
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
    return response;
  }
}
