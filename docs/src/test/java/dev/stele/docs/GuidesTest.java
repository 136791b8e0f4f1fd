package dev.stele.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java in a guide is Java that runs: each block is, without its indentation, what stands between
 * {@code // guide: name} and {@code // end} in a test of the package {@code guide}.
 */
class GuidesTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
  private static final Pattern REGION = Pattern.compile("(?ms)^ *// guide: \\S+\\n(.*?)^ *// end$");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> guides = Files.list(Pages.ROOT.resolve("docs/guides"))) {
      guides.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    assertThat(pages).isNotEmpty();
    Path rules = Pages.ROOT.resolve("docs/rules.md");
    if (Files.exists(rules)) {
      pages.add(rules);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void javaOfThePage_isInATest(Path page) throws IOException {
    Set<String> regions = regions();
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    List<String> written = new ArrayList<>();
    while (blocks.find()) {
      written.add(blocks.group(1).strip());
    }
    assertThat(written).isNotEmpty().isSubsetOf(regions);
  }

  private static Set<String> regions() throws IOException {
    Set<String> regions = new TreeSet<>();
    Path folder = Pages.ROOT.resolve("docs/src/test/java/dev/stele/docs/guide");
    try (Stream<Path> tests = Files.walk(folder)) {
      for (Path test : tests.filter(file -> file.toString().endsWith(".java")).toList()) {
        Matcher region = REGION.matcher(Files.readString(test));
        while (region.find()) {
          regions.add(region.group(1).stripTrailing().stripIndent());
        }
      }
    }
    return regions;
  }
}
