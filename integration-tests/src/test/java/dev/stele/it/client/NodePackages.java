package dev.stele.it.client;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The npm packages of {@code src/test/clients/node}, exactly as its lock file has them. They are
 * installed once for each lock file, in the user's cache, because that takes half a minute. Skips
 * the tests of its class where Node.js, npm or the packages are not to be had.
 */
final class NodePackages implements BeforeAllCallback {
  private static final Path SCRIPTS = Path.of("src", "test", "clients", "node");
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private @Nullable Path installed;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    for (String program : List.of("node", "npm")) {
      if (!new Program(program, "--version").works(SCRIPTS, PATIENCE)) {
        throw Program.skipped(program + " is not installed, and clients for Node.js need it");
      }
    }
    Path cache =
        Path.of(
            Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .orElse(System.getProperty("user.home") + "/.cache"),
            "stele",
            "clients");
    Path directory = cache.resolve(hash(Files.readAllBytes(SCRIPTS.resolve("package-lock.json"))));
    if (!Files.exists(directory)) {
      install(Files.createDirectories(cache), directory);
    }
    installed = directory;
  }

  /** Plays a script's client. */
  ForeignClient start(String script, String url) {
    Path modules = Objects.requireNonNull(installed).resolve("node_modules");
    return ForeignClient.start(
        new Program("node", script, url).with("NODE_PATH", modules.toString()), SCRIPTS);
  }

  // Beside its place, and then moved: what is interrupted must not look installed.
  private static void install(Path cache, Path directory) throws IOException {
    Path attempt = Files.createTempDirectory(cache, "attempt");
    for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.copy(SCRIPTS.resolve(file), attempt.resolve(file));
    }
    Program npm =
        new Program("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
    Program.Output said = npm.run(attempt, PATIENCE);
    if (said.exit() != 0) {
      delete(attempt);
      List<String> why = said.errors().lines().limit(4).toList();
      throw Program.skipped("npm cannot install the clients for Node.js: " + why);
    }
    try {
      Files.move(attempt, directory, ATOMIC_MOVE);
    } catch (FileSystemException e) {
      delete(attempt);
      if (!Files.exists(directory)) { // else another process was first
        throw e;
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(directory)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
