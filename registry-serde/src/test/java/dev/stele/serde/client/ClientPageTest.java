package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.serde.fixture.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The page about the client lists the settings there are, and its example runs. */
final class ClientPageTest {
  private static final Path PAGE = Path.of("..", "docs", "client.md");
  private static final Path HERE =
      Path.of("src", "test", "java", "dev", "stele", "serde", "client", "ClientPageTest.java");

  @Test
  void settings_areAllThere_andNoOthers() throws IOException {
    ConfigDef definition = ClientConfig.definition();
    List<String> rows =
        Files.readString(PAGE)
            .lines()
            .dropWhile(line -> !line.equals("## Settings"))
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            definition.configKeys().values().stream().map(ClientPageTest::row).toList());
  }

  private static String row(ConfigKey key) {
    Object fallback = key.defaultValue;
    boolean none =
        !key.hasDefault()
            || key.type == ConfigDef.Type.PASSWORD
            || fallback.toString().isEmpty()
            || List.of().equals(fallback);
    return "| `"
        + key.name
        + "` | "
        + (none ? "" : "`" + fallback + "`")
        + " | "
        + key.documentation
        + " |";
  }

  @Test
  void example_runs() throws Exception {
    try (FakeRegistry registry = new FakeRegistry()) {
      registry.put("orders-value", "\"string\"");
      String[] urls = {registry.url(), "http://127.0.0.1:1"};
      String password = "hush";
      // page: client
      RegistryClient client =
          RegistryClient.builder()
              .url(urls)
              .basicAuth("reader", password)
              .timeout(Duration.ofSeconds(10))
              .latestTtl(Duration.ofMinutes(1))
              .build();

      RegisteredSchema latest = client.latest("orders-value");
      CompletableFuture<RegisteredSchema> same =
          client.schemaByIdAsync(latest.id(), "orders-value");
      // end
      assertThat(same.get().schema()).isEqualTo(latest.schema());
    }
  }

  @Test
  void example_isTheOneThatRuns() throws IOException {
    String region =
        Files.readString(HERE)
            .lines()
            .dropWhile(line -> !line.strip().equals("// page: client"))
            .skip(1)
            .takeWhile(line -> !line.strip().equals("// end"))
            .collect(Collectors.joining("\n"))
            .stripIndent();
    assertThat(Files.readString(PAGE)).contains("```java\n" + region + "\n```");
  }
}
