package dev.stele.it.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Go program of {@code src/test/clients/go}, compiled with the library where Debian installs
 * it. Skips the tests of its class where Go or the library is missing.
 */
final class GoClient implements BeforeAllCallback {
  private static final Path SCRIPTS = Path.of("src", "test", "clients", "go");
  private static final String LIBRARIES = "/usr/share/gocode";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private @Nullable Path compiled;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path library = Path.of(LIBRARIES, "src", "github.com", "lensesio", "schema-registry");
    if (!new Program("go", "version").works(SCRIPTS, PATIENCE) || !Files.exists(library)) {
      throw Program.skipped(
          "Go, or its client of Lenses, is not installed: Debian's golang-go and"
              + " golang-github-lensesio-schema-registry-dev");
    }
    Path program = Program.logs().resolve("go-client");
    Program.Output said =
        new Program("go", "build", "-o", program.toString(), "client.go")
            .with("GO111MODULE", "off")
            .with("GOPATH", LIBRARIES)
            .run(SCRIPTS, PATIENCE);
    if (said.exit() != 0) {
      throw new AssertionError("client.go does not compile: " + said.errors());
    }
    compiled = program;
  }

  ForeignClient start(String url) {
    return ForeignClient.start(
        new Program(Objects.requireNonNull(compiled).toString(), url), SCRIPTS);
  }
}
