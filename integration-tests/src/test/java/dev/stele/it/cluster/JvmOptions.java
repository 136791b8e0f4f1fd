package dev.stele.it.cluster;

import dev.stele.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a child JVM is started: small, and with the classes of an earlier run as the JVM keeps them,
 * which halves the work of a start. That archive is made once per build, and done without if it
 * can't be.
 */
final class JvmOptions {
  private static final Logger log = LoggerFactory.getLogger(JvmOptions.class);
  private static final Path TARGET = Path.of("target");
  private static final int ARCHIVE_SECONDS = 120;

  private static final List<String> SMALL =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // The JVM's own warnings would go to standard output, which is not theirs.
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private static final List<String> ALL = withArchive();

  private JvmOptions() {}

  /** The command up to the main class. */
  static List<String> all() {
    return ALL;
  }

  private static List<String> withArchive() {
    List<String> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).toList();
    // An archive knows jars only; what is behind them on the class path does not disturb it.
    List<String> jars = classPath.stream().filter(entry -> entry.endsWith(".jar")).toList();
    List<String> rest = classPath.stream().filter(entry -> !entry.endsWith(".jar")).toList();
    List<String> options = new ArrayList<>(SMALL);
    Path archive = TARGET.resolve("classes-" + fingerprint(jars) + ".jsa");
    if (Files.exists(archive) || write(archive, jars)) {
      options.add("-XX:SharedArchiveFile=" + archive.toAbsolutePath());
    }
    options.add("-cp");
    options.add(
        Stream.concat(jars.stream(), rest.stream())
            .reduce((a, b) -> a + File.pathSeparator + b)
            .orElse(""));
    return List.copyOf(options);
  }

  /** The JVM refuses an archive of other jars, or of the same ones built again. */
  private static String fingerprint(List<String> jars) {
    StringBuilder text = new StringBuilder(System.getProperty("java.vm.version"));
    try {
      for (String jar : jars) {
        text.append(jar).append(Files.getLastModifiedTime(Path.of(jar)).toMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  // Those of earlier builds; a JVM that still uses one has it open.
  private static void deleteArchives() throws IOException {
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(TARGET, "classes-*.jsa")) {
      for (Path archive : archives) {
        Files.deleteIfExists(archive);
      }
    }
  }

  private static boolean write(Path archive, List<String> jars) {
    List<String> command = new ArrayList<>(SMALL);
    Path draft = TARGET.resolve("classes-" + ProcessHandle.current().pid() + ".draft");
    Path output = TARGET.resolve("classes.log");
    command.add("-XX:ArchiveClassesAtExit=" + draft.toAbsolutePath());
    command.addAll(List.of("-cp", String.join(File.pathSeparator, jars)));
    command.addAll(List.of(Main.class.getName(), "warm-up"));
    try {
      deleteArchives();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (process.waitFor(ARCHIVE_SECONDS, TimeUnit.SECONDS)
          && process.exitValue() == 0
          && Files.exists(draft)) {
        Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
        return true;
      }
      process.destroyForcibly();
      log.warn(
          "Children start slower, without an archive of classes: see {}", output.toAbsolutePath());
      return false;
    } catch (IOException e) {
      log.warn("Children start slower, without an archive of classes: {}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making an archive of classes", e);
    }
  }
}
