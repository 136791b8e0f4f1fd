package dev.stele.it.cluster;

import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One registry node as a process of its own, at an address that it keeps when it is started again.
 * For one thread.
 */
final class NodeProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(90);

  private final String name;
  private final String url;
  private final ChildProcess process;

  /**
   * Describes one that does not run yet.
   *
   * @param name for messages, histories and files
   * @param port where it listens, on 127.0.0.1
   * @param settings of the registry, beside where it listens
   * @param directory gets its log
   */
  NodeProcess(String name, int port, Map<String, String> settings, Path directory) {
    this.name = name;
    this.url = "http://127.0.0.1:" + port;
    Map<String, String> all = new TreeMap<>(settings);
    all.put("listeners", url);
    List<String> arguments = new ArrayList<>(List.of("serve"));
    all.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    this.process =
        new ChildProcess(NodeMain.class, arguments, directory.resolve(name + ".log"), false);
  }

  String name() {
    return name;
  }

  /** Where clients reach it, without a proxy. */
  String url() {
    return url;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void start() {
    process.start();
  }

  /** Waits until it has read the log. */
  void awaitReady() {
    Wait.until(
        READY,
        () -> name + " is not ready, see " + process.lastWords(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(name + " has ended, see " + process.lastWords());
          }
          return isReady();
        });
  }

  void kill9() {
    process.kill9();
  }

  void stop() {
    process.stop();
  }

  void cont() {
    process.cont();
  }

  void term() {
    process.term();
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean isReady() {
    try (HttpConnection http = new HttpConnection(url)) {
      Answer answer = http.get("/health/ready");
      return answer.status() == 200;
    } catch (UncheckedIOException e) {
      return false; // it does not listen yet
    }
  }
}
