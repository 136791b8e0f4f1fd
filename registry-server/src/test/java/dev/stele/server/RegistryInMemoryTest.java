package dev.stele.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node whose log is in memory is a registry like any other. */
@Timeout(60)
final class RegistryInMemoryTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(RegistryServer server, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> register(RegistryServer server, String schema) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/subjects/s/versions"))
            .POST(BodyPublishers.ofString("{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void schema_isRegisteredAndFound_andAnIncompatibleOneRefused() throws Exception {
    try (RegistryServer server = RegistryServer.startInMemory()) {
      assertThat(register(server, "\"int\"").body()).contains("\"id\":1");
      assertThat(register(server, "\"string\"").statusCode()).isEqualTo(409);
      assertThat(get(server, "/schemas/ids/1").body()).contains("\\\"int\\\"");
      assertThat(get(server, "/v1/metadata/id").body()).contains("memory");
    }
  }

  @Test
  void health_isGood() throws Exception {
    try (RegistryServer server = RegistryServer.startInMemory()) {
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void twoNodes_knowNothingOfEachOther() throws Exception {
    try (RegistryServer one = RegistryServer.startInMemory();
        RegistryServer other = RegistryServer.startInMemory()) {
      register(one, "\"int\"");
      assertThat(get(one, "/subjects").body()).isEqualTo("[\"s\"]");
      assertThat(get(other, "/subjects").body()).isEqualTo("[]");
    }
  }

  @Test
  void close_endsIt() throws Exception {
    RegistryServer server = RegistryServer.startInMemory();
    register(server, "\"int\"");
    server.close();
    assertThatThrownBy(() -> get(server, "/subjects"))
        .isInstanceOf(IOException.class)
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void threads_letTheProcessEnd() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (RegistryServer server = RegistryServer.startInMemory()) {
      register(server, "\"int\"");
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> !before.contains(thread) && !thread.isDaemon())
                  .map(Thread::getName)
                  .collect(Collectors.toSet()))
          .isEmpty();
    }
  }
}
