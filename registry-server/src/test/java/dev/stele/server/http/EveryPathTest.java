package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each path of the API, whatever it is for. */
final class EveryPathTest {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
  private static final Map<String, Set<String>> PATHS = new TreeMap<>();
  private static final TestServer SERVER = new TestServer(List.of(), EveryPathTest::noted);
  private static final TestClient CLIENT = new TestClient(SERVER);

  private static Route noted(Route route) {
    Set<String> methods =
        PATHS.computeIfAbsent(
            route.template().replaceAll("\\{\\w+}", "1"), path -> new TreeSet<>(Set.of("OPTIONS")));
    route.methods().forEach(method -> methods.add(method.name()));
    return route;
  }

  static Set<String> paths() {
    return PATHS.keySet();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Set<String> methods(String path) {
    return PATHS.getOrDefault(path, Set.of());
  }

  @ParameterizedTest
  @MethodSource("paths")
  void options_tellsTheMethods(String path) {
    HttpResponse<String> response = CLIENT.send("OPTIONS", path, "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(response.headers().firstValue("Allow").orElse("").split(","))
        .containsExactlyInAnyOrderElementsOf(methods(path));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void otherMethods_405_withoutTypeOrAllow(String path) {
    for (String method : METHODS) {
      if (!methods(path).contains(method)) {
        HttpResponse<String> response = CLIENT.send(method, path, "");

        assertThat(response.statusCode()).as(method).isEqualTo(405);
        assertThat(response.headers().map()).doesNotContainKeys("content-type", "allow");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void head_isGetWithoutBody_andASlashAtTheEndChangesNothing(String path) {
    if (!methods(path).contains("GET")) {
      return;
    }
    HttpResponse<String> get = CLIENT.get(path);
    HttpResponse<String> head = CLIENT.send("HEAD", path, "");
    HttpResponse<String> slash = CLIENT.get(path.endsWith("/") ? path : path + "/");

    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    assertThat(lengthAndType(head)).isEqualTo(lengthAndType(get));
    assertThat(slash.statusCode()).isEqualTo(get.statusCode());
    assertThat(slash.body()).isEqualTo(get.body());
  }

  @ParameterizedTest
  @MethodSource("paths")
  void anAlias_isWhatItStandsFor_behindSubjects(String path) {
    CLIENT.register("1", "\"int\"");
    CLIENT.send("PUT", "/config/alias", "{\"alias\":\"1\"}");
    String aliased = path.replace("/subjects/1", "/subjects/alias");

    assertThat(CLIENT.get(aliased).body()).isEqualTo(CLIENT.get(path).body());
  }

  @Test
  void anAlias_isWhatItStandsFor_alsoForTags() {
    CLIENT.register("1", "\"int\"");
    CLIENT.send("PUT", "/config/alias", "{\"alias\":\"1\"}");

    assertThat(CLIENT.send("POST", "/subjects/alias/versions/7/tags", "{\"newVersion\":2}").body())
        .contains("40402");
  }

  private static Map<String, List<String>> lengthAndType(HttpResponse<String> response) {
    return response.headers().map().entrySet().stream()
        .filter(header -> Set.of("content-length", "content-type").contains(header.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
