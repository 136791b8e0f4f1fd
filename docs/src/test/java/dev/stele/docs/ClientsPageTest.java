package dev.stele.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of clients is what the build tries. */
class ClientsPageTest {
  private static final Path TESTS = Pages.ROOT.resolve("integration-tests/src/test");

  @Test
  void table_hasAllTests() throws IOException {
    List<String> named =
        Pattern.compile("\\| `(\\w+Test)` \\|")
            .matcher(page())
            .results()
            .map((MatchResult match) -> match.group(1) + ".java")
            .distinct()
            .toList();

    try (Stream<Path> files = Files.list(TESTS.resolve("java/dev/stele/it/client"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .filteredOn(file -> file.endsWith("Test.java"))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void table_hasTheVersionsThatAreInstalled() throws IOException {
    JsonNode packages =
        new JsonMapper().readTree(TESTS.resolve("clients/node/package.json").toFile());

    for (var client : packages.get("dependencies").properties()) {
      assertThat(page())
          .containsPattern(
              "\\| \\[`%s`\\].* \\| %s \\|"
                  .formatted(
                      Pattern.quote(client.getKey()), Pattern.quote(client.getValue().asText())));
    }
  }

  private static String page() throws IOException {
    return Files.readString(Pages.ROOT.resolve("docs/clients.md"));
  }
}
