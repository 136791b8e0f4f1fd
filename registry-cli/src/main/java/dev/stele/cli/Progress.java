package dev.stele.cli;

import java.time.Duration;

/** A count on one line of standard error that is rewritten, for long work and a person's eyes. */
final class Progress {
  private static final long FIRST_NS = Duration.ofSeconds(1).toNanos();
  private static final long EVERY_NS = Duration.ofMillis(250).toNanos();
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final String noun;
  private long nextNs = System.nanoTime() + FIRST_NS;
  private boolean shown;

  Progress(Terminal terminal, String noun) {
    this.terminal = terminal;
    this.noun = noun;
  }

  synchronized void at(long count) {
    if (!terminal.interactive() || System.nanoTime() - nextNs < 0) {
      return;
    }
    nextNs = System.nanoTime() + EVERY_NS;
    terminal.err().print(CLEAR_LINE + "%,d %s".formatted(count, noun));
    terminal.err().flush();
    shown = true;
  }

  /** Makes room for another line, or for the end. */
  synchronized void clear() {
    if (shown) {
      terminal.err().print(CLEAR_LINE);
      shown = false;
    }
  }
}
