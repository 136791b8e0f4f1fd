package dev.stele.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One call of {@code stele} in this JVM: what a person types, and what comes back. */
final class Run {
  private final Output out = new Output();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Termination termination = new Termination();
  private final CompletableFuture<Integer> exitCode;

  private Run(String input, List<String> args) {
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    exitCode =
        CompletableFuture.supplyAsync(
            () -> Main.commandLine(terminal, termination).execute(args.toArray(String[]::new)));
  }

  static Run stele(String... args) {
    return steleWithInput("", args);
  }

  static Run steleWithInput(String input, String... args) {
    return new Run(input, List.of(args));
  }

  /** Waits for the end. */
  int exitCode() {
    return exitCode.join();
  }

  /** Waits until standard output contains a text, or the end. */
  void awaitOutput(String text) throws InterruptedException {
    var unused = exitCode.whenComplete((code, failure) -> out.wake());
    synchronized (out) {
      while (isRunning() && !out().contains(text)) {
        out.wait();
      }
    }
  }

  boolean isRunning() {
    return !exitCode.isDone();
  }

  /** What Ctrl-C does. */
  void interrupt() {
    termination.request();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Tells who waits for it of every write. */
  private static final class Output extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      notifyAll();
    }

    synchronized void wake() {
      notifyAll();
    }
  }
}
