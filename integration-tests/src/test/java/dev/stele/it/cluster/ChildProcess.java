package dev.stele.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small JVM with the tests' class path that can be signalled, and started again with the same
 * arguments. It ends with this JVM: by a shutdown hook, and because its main class ends when its
 * standard input does. For one thread.
 */
final class ChildProcess implements AutoCloseable {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final int EXIT_SECONDS = 30;
  private static final Duration STOPPING = Duration.ofSeconds(30);

  static {
    // SIGKILL, which a stopped process obeys too.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final Class<?> main;
  private final List<String> arguments;
  private final Path log;
  private final boolean answers;
  private @Nullable Process process;

  /**
   * Describes one that does not run yet.
   *
   * @param main ends when its standard input does
   * @param log gets what all starts say on standard error
   * @param answers whether standard output is read by {@link #output()}; else it goes to the log
   */
  ChildProcess(Class<?> main, List<String> arguments, Path log, boolean answers) {
    this.main = main;
    this.arguments = List.copyOf(arguments);
    this.log = log;
    this.answers = answers;
  }

  void start() {
    if (isAlive()) {
      throw new IllegalStateException(main.getSimpleName() + " runs already");
    }
    List<String> command = new ArrayList<>(JvmOptions.all());
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    if (!answers) {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process started = builder.start();
      RUNNING.add(started);
      var unused = started.onExit().thenAccept(RUNNING::remove);
      process = started;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start " + command, e);
    }
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  ProcessHandle handle() {
    return started().toHandle();
  }

  /** What it reads. */
  OutputStream input() {
    return started().getOutputStream();
  }

  /** What it writes. */
  InputStream output() {
    return started().getInputStream();
  }

  /** SIGKILL, and waits for the end. */
  void kill9() {
    started().destroyForcibly();
    awaitExit();
  }

  /** SIGSTOP: nothing of it runs until {@link #cont()}, and its connections stay open. */
  void stop() {
    signal("STOP");
    // One thread takes the signal and stops the others: those run on until it has got a core.
    Path threads = Path.of("/proc", Long.toString(started().pid()), "task");
    if (Files.isDirectory(threads)) {
      Wait.until(STOPPING, () -> "Runs after SIGSTOP: " + threads, () -> allStopped(threads));
    }
  }

  /** SIGCONT. */
  void cont() {
    signal("CONT");
  }

  /** SIGTERM, and waits for the end. */
  void term() {
    signal("TERM");
    awaitExit();
  }

  /** The last lines that it wrote, for messages. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return log
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return log + " can't be read: " + e;
    }
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill9();
    }
  }

  private static boolean allStopped(Path threads) {
    try (Stream<Path> each = Files.list(threads)) {
      return each.allMatch(ChildProcess::isStopped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // proc(5): the state stands behind the name, which is in parentheses and may hold some itself.
  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      // Ended between the list and this look: the next list is without it.
      return false;
    }
  }

  private void signal(String name) {
    String pid = Long.toString(started().pid());
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("Can't send SIG" + name + " to process " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void awaitExit() {
    try {
      if (!started().waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Still running after " + EXIT_SECONDS + " s, see " + lastWords());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Process started() {
    if (process == null) {
      throw new IllegalStateException(main.getSimpleName() + " was not started");
    }
    return process;
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while waiting for a process", e);
  }
}
