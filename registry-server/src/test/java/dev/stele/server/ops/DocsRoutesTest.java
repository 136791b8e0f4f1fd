package dev.stele.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import java.net.http.HttpResponse;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DocsRoutesTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  private final TestServer server = new TestServer(0, new DocsRoutes().routes());
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/"})
  void page_takesNothingFromElsewhere(String path) {
    HttpResponse<String> page = client.get(path, "Accept", "text/html,application/xhtml+xml");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self';");
    assertThat(LINK.matcher(page.body()).results().map(MatchResult::toString)).isNotEmpty();
    assertThat(LINK.matcher(page.body()).results().map(found -> found.group(1)))
        .filteredOn(link -> link.startsWith("/docs/"))
        .hasSize(4)
        .allSatisfy(link -> assertThat(client.get(link).statusCode()).isEqualTo(200));
    assertThat(page.body()).doesNotContain("://", "${");
  }

  @ParameterizedTest
  @CsvSource({
    "swagger-ui-bundle.js, text/javascript; charset=utf-8",
    "page.js, text/javascript; charset=utf-8",
    "swagger-ui.css, text/css; charset=utf-8",
    "swagger-ui-bundle.js.LICENSE.txt, text/plain; charset=utf-8",
  })
  void files_haveTheirTypes_alsoForHead(String file, String type) {
    HttpResponse<String> whole = client.get("/docs/" + file);
    HttpResponse<String> head = client.send("HEAD", "/docs/" + file, "");

    assertThat(whole.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(whole.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(whole.headers().firstValue("Content-Length"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/docs/nope", "/docs/index.html", "/docs/a/b", "/docs/..%2Fbuild.properties"})
  void nothingElse_isThere(String path) {
    HttpResponse<String> response = client.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("\"error_code\":404");
  }

  @Test
  void page_isNotKept_itsFilesAre() {
    assertThat(client.get("/docs").headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(client.get("/docs/page.js").headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=86400");
  }
}
