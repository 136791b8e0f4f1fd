package dev.stele.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications link is what {@code docs/artifacts.md} says, and small. */
final class ArtifactsTest {
  private static final Pattern JAR = Pattern.compile("(.+?)-[0-9].*\\.jar");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|.*");
  private static final int LIMIT_BYTES = 1_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"registry-serde", "registry-serde-json", "registry-serde-protobuf"})
  void page_listsAllThatTheArtifactDragsIn(String artifact) throws IOException {
    Set<String> listed = new TreeSet<>(listed("registry-serde"));
    listed.addAll(listed(artifact));
    assertThat(listed).isEqualTo(names(jars(artifact)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry-serde", "registry-serde-json", "registry-serde-protobuf"})
  void noArtifact_dragsInGuava(String artifact) throws IOException {
    assertThat(names(jars(artifact))).noneMatch(name -> name.contains("guava"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry-serde", "registry-serde-json"})
  void onlyProtobuf_dragsInKotlin(String artifact) throws IOException {
    assertThat(names(jars(artifact))).noneMatch(name -> name.matches("(kotlin|okio|wire).*"));
  }

  @Test
  void coreAndAvro_addLessThanOneMegabyte() throws IOException {
    long bytes = own("registry-serde").toFile().length();
    for (Path jar : jars("registry-serde")) {
      if (names(List.of(jar)).stream().anyMatch(Set.of("registry-schema", "jspecify")::contains)) {
        bytes += Files.size(jar);
      }
    }
    assertThat(bytes).isBetween(1L, (long) LIMIT_BYTES);
  }

  private static Path own(String artifact) throws IOException {
    try (var files = Files.list(target(artifact))) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches(artifact + "-[0-9][^-]*(-SNAPSHOT)?.jar"))
          .findAny()
          .orElseThrow();
    }
  }

  private static Path target(String artifact) {
    return Pages.ROOT.resolve(artifact).resolve("target");
  }

  private static List<Path> jars(String artifact) throws IOException {
    String classpath = Files.readString(target(artifact).resolve("runtime-classpath")).strip();
    List<Path> jars = new ArrayList<>();
    for (String jar : classpath.split(File.pathSeparator, -1)) {
      jars.add(Path.of(jar));
    }
    return jars;
  }

  private static Set<String> names(List<Path> jars) {
    Set<String> names = new TreeSet<>();
    for (Path jar : jars) {
      Matcher name = JAR.matcher(jar.getFileName().toString());
      assertThat(name.matches()).as(jar.toString()).isTrue();
      names.add(name.group(1));
    }
    return names;
  }

  private static Set<String> listed(String artifact) throws IOException {
    Set<String> names = new TreeSet<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Pages.ROOT.resolve("docs/artifacts.md"))) {
      if (line.startsWith("## ")) {
        inside = line.equals("## `" + artifact + "`");
      }
      Matcher row = ROW.matcher(line);
      if (inside && row.matches()) {
        names.add(row.group(1));
      }
    }
    return names;
  }
}
