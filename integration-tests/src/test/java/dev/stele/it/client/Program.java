package dev.stele.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a program that others wrote is started with. */
record Program(List<String> command, Map<String, String> environment) {
  private static final Logger log = LoggerFactory.getLogger(Program.class);

  /** What it said; the exit status is -1 if it went on for too long. */
  record Output(int exit, String output, String errors) {}

  Program(String... command) {
    this(List.of(command), Map.of());
  }

  Program with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Program(command, more);
  }

  /** Whether it can be started at all, and ends well. */
  boolean works(Path directory, Duration patience) {
    try {
      return run(directory, patience).exit() == 0;
    } catch (UncheckedIOException e) {
      return false; // that is how a missing program shows
    }
  }

  /**
   * Starts it, and waits for its end, or ends it.
   *
   * @throws UncheckedIOException if there is no such program
   */
  Output run(Path directory, Duration patience) {
    try {
      Path output = Files.createTempFile(logs(), "output", ".txt");
      Path errors = Files.createTempFile(logs(), "errors", ".txt");
      try {
        Process process =
            builder(directory)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          return new Output(-1, "", "ended after " + patience + ": " + Files.readString(errors));
        }
        return new Output(
            process.exitValue(),
            Files.readString(output, StandardCharsets.UTF_8),
            Files.readString(errors, StandardCharsets.UTF_8));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(command + " cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while " + command + " ran", e);
    }
  }

  ProcessBuilder builder(Path directory) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  /** Where programs' words are kept while they run. */
  static Path logs() throws IOException {
    return Files.createDirectories(Path.of("target", "clients").toAbsolutePath());
  }

  /**
   * What a test does that has nothing to run: the reason is told where a reader of the build looks.
   */
  static TestAbortedException skipped(String reason) {
    log.warn("Skipped: {}", reason);
    return new TestAbortedException("Skipped: " + reason);
  }
}
