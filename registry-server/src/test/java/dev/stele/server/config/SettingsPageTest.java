package dev.stele.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The settings page says what the code does, and nothing else. */
final class SettingsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "settings.md");

  @Test
  void options_areAllThere_andNoOthers() throws IOException {
    String documented = section("## Settings");

    assertThat(documented.lines().filter(line -> line.startsWith("| `")).toList())
        .containsExactlyElementsOf(Settings.options().stream().map(SettingsPageTest::row).toList());
  }

  @Test
  void ignoredKeys_areAllThere_andNoOthers() throws IOException {
    Map<String, String> documented =
        section("## Ignored settings of the reference registry")
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|", -1))
            .collect(
                Collectors.toMap(
                    cells -> cells[1].strip().replaceAll("[`*]", ""), cells -> cells[2].strip()));

    assertThat(documented).isEqualTo(IgnoredKeys.all());
  }

  private static String row(Option<?> option) {
    String fallback = option.fallback().isEmpty() ? "" : "`" + option.fallback() + "`";
    return "| `" + option.key() + "` | " + fallback + " | " + option.doc() + " |";
  }

  private static String section(String heading) throws IOException {
    String page = Files.readString(PAGE);
    List<String> sections = List.of(page.split("(?m)^(?=## )", -1));
    return sections.stream().filter(text -> text.startsWith(heading)).findFirst().orElseThrow();
  }
}
