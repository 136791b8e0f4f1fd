package dev.stele.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A client that others wrote, in a process that a script of {@code src/test/clients} plays: a call
 * is a line of JSON that it reads, and the answer is a line that it writes. For one thread.
 */
final class ForeignClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Writer calls;
  private final BufferedReader answers;
  private final Path errors;

  /** How a client shows what it was refused: 0 stands for a number that it does not tell. */
  record Refusal(int status, int code, String message) {}

  private ForeignClient(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    calls = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a script that lies in the directory. */
  static ForeignClient start(Program program, Path directory) {
    try {
      Path errors = Files.createTempFile(Program.logs(), "client", ".log");
      return new ForeignClient(
          program.builder(directory).redirectError(errors.toFile()).start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(program + " cannot be started", e);
    }
  }

  /**
   * Calls a method of the client.
   *
   * @param arguments what Jackson can print
   * @return what it returned; missing where it returned nothing
   * @throws AssertionError if it failed: with what the client says
   */
  JsonNode call(String method, @Nullable Object... arguments) {
    JsonNode answer = exchange(method, arguments);
    if (answer.has("error")) {
      throw new AssertionError(
          method + Arrays.toString(arguments) + " failed: " + answer.get("error"));
    }
    return answer.path("result");
  }

  /** Calls a method that must fail. */
  Refusal refused(String method, @Nullable Object... arguments) {
    JsonNode answer = exchange(method, arguments);
    assertThat(answer.has("error"))
        .as("%s%s must fail: %s", method, Arrays.toString(arguments), answer)
        .isTrue();
    JsonNode error = answer.get("error");
    return new Refusal(
        error.path("status").intValue(),
        error.path("code").intValue(),
        error.path("message").asText());
  }

  private JsonNode exchange(String method, @Nullable Object... arguments) {
    List<@Nullable Object> line = new ArrayList<>(List.of(method));
    line.addAll(Arrays.asList(arguments));
    try {
      calls.write(JSON.writeValueAsString(line) + "\n");
      calls.flush();
      String answer =
          CompletableFuture.supplyAsync(this::readLine).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return JSON.readTree(answer);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new AssertionError("No answer to " + line + ": " + lastWords(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + line, e);
    }
  }

  private String readLine() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("the client has ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String lastWords() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
