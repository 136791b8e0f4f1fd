package dev.stele.it.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An interpreter that has Confluent's client for Python, release 1, with what its serializers need.
 * The one of the system comes first, because Debian's packages are there. Skips the tests of its
 * class where there is none.
 */
final class PythonInterpreter implements BeforeAllCallback {
  private static final Path SCRIPTS = Path.of("src", "test", "clients", "python");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private @Nullable String command;

  @Override
  public void beforeAll(ExtensionContext context) {
    command =
        List.of("/usr/bin/python3", "python3").stream()
            .filter(python -> new Program(python, "client.py", "--check").works(SCRIPTS, PATIENCE))
            .findFirst()
            .orElseThrow(
                () ->
                    Program.skipped(
                        "no python3 has confluent_kafka 1 with its serializers: Debian's"
                            + " python3-confluent-kafka, and what it suggests"));
  }

  ForeignClient start(String url) {
    return ForeignClient.start(
        new Program(Objects.requireNonNull(command), "client.py", url), SCRIPTS);
  }
}
