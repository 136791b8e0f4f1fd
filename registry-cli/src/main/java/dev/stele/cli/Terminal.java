package dev.stele.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard input, output and error, in UTF-8 whatever the locale.
 *
 * @param out what was asked for, and nothing else; buffered until flushed
 * @param interactive whether a person sees {@code err} as it is written
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {

  static Terminal ofProcess() {
    return new Terminal(
        System.in,
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            false,
            StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        // Java can ask about input and output only; bin/stele asks about error.
        Boolean.getBoolean("stele.stderr.terminal"));
  }

  /** A line on standard error. */
  void say(String line) {
    err.println(line);
  }

  /** A line on standard error that says what went wrong. */
  void complain(String line) {
    err.println("stele: " + line);
  }
}
