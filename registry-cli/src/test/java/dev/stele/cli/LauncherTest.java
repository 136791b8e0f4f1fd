package dev.stele.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/stele} in a clone that is not built, on machines that lack something. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {
  @TempDir private Path clone;

  @BeforeEach
  void setUp() throws Exception {
    Files.createDirectory(clone.resolve("bin"));
    Files.copy(Path.of("..", "bin", "stele"), clone.resolve("bin/stele"));
    Files.createFile(clone.resolve("pom.xml"));
    Files.createDirectory(clone.resolve("tools"));
    for (String tool : List.of("dirname", "find", "grep", "head", "mkdir", "readlink", "sed")) {
      for (String directory : List.of("/bin", "/usr/bin")) {
        Path installed = Path.of(directory, tool);
        Path here = clone.resolve("tools").resolve(tool);
        if (Files.exists(installed) && !Files.exists(here)) {
          Files.writeString(here, "#!/bin/sh\nexec " + installed + " \"$@\"\n");
          assertThat(here.toFile().setExecutable(true)).isTrue();
        }
      }
    }
  }

  @Test
  void stele_noJava_saysWhatToInstall() throws Exception {
    assertFails(Map.of(), "Java is missing: install a JDK 17 or newer");
  }

  @Test
  void stele_javaHomeWithoutJava_namesIt() throws Exception {
    assertFails(Map.of("JAVA_HOME", "/no/such/jdk"), "JAVA_HOME is /no/such/jdk");
  }

  @Test
  void stele_oldJava_namesItsVersionAndPlace() throws Exception {
    Path jdk = jdk("11.0.2");

    assertFails(
        Map.of("JAVA_HOME", jdk.toString()),
        "Java 11.0.2 at " + jdk + "/bin/java is too old: install a JDK 17 or newer");
  }

  @Test
  void stele_javaEight_isTooOld() throws Exception {
    assertFails(
        Map.of("JAVA_HOME", jdk("1.8.0_402").toString()), "Java 1.8.0_402 at ", "is too old");
  }

  @Test
  void stele_jreOnly_asksForAJdk() throws Exception {
    Path jre = jdk("17.0.15");
    Files.delete(jre.resolve("bin/javac"));

    assertFails(Map.of("JAVA_HOME", jre.toString()), jre + " is not a JDK");
  }

  @Test
  void stele_noMaven_saysWhatToInstall() throws Exception {
    assertFails(
        Map.of("JAVA_HOME", jdk("17.0.15").toString()),
        "Maven is missing, and Stele is not built yet: install Maven 3.8.7 or newer");
  }

  private void assertFails(Map<String, String> environment, String... expected) throws Exception {
    ProcessBuilder stele =
        new ProcessBuilder("/bin/sh", clone.resolve("bin/stele").toString(), "--version");
    stele.environment().clear();
    stele.environment().put("PATH", clone.resolve("tools").toString());
    stele.environment().putAll(environment);
    Process process = stele.start();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(err).startsWith("stele: ").contains(expected);
    assertThat(err.lines()).hasSize(1);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
  }

  private Path jdk(String version) throws IOException {
    Path jdk = Files.createDirectories(clone.resolve("jdk-" + version));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : List.of("java", "javac")) {
      Path file = Files.createDirectories(jdk.resolve("bin")).resolve(program);
      assertThat(Files.createFile(file).toFile().setExecutable(true)).isTrue();
    }
    return jdk;
  }
}
