package dev.stele.docs;

import java.nio.file.Path;

/** Where the pages are. */
final class Pages {
  static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

  private Pages() {}
}
