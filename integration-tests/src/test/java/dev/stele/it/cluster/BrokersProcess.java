package dev.stele.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stele.testkit.BrokerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A process that holds all brokers of a cluster; each of them can be stopped alone, and the process
 * signalled as a whole. Data and addresses outlive it. For one thread.
 */
final class BrokersProcess implements AutoCloseable {
  private static final int ANSWER_SECONDS = 90;

  private final List<BrokerSettings> brokers;
  private final ChildProcess process;

  /**
   * Describes one that does not run yet.
   *
   * @param brokers with ports and directories
   * @param directory gets its log
   */
  BrokersProcess(List<BrokerSettings> brokers, Path directory) {
    this.brokers = List.copyOf(brokers);
    this.process =
        new ChildProcess(
            BrokersMain.class,
            brokers.stream().map(BrokerArgument::write).toList(),
            directory.resolve("brokers.log"),
            true);
  }

  /** Where the tests reach the brokers, without a proxy. */
  String bootstrapServers() {
    return brokers.stream()
        .map(broker -> broker.host() + ":" + broker.port())
        .collect(Collectors.joining(","));
  }

  /** The brokers' node ids. */
  List<Integer> nodeIds() {
    return brokers.stream().map(BrokerSettings::nodeId).toList();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns when all brokers serve clients. */
  void start() {
    process.start();
    awaitOk("start");
  }

  /** Shuts one broker down in good order. */
  void stopBroker(int nodeId) {
    command("stop " + nodeId);
  }

  /** Starts one broker again; returns when it serves clients. */
  void startBroker(int nodeId) {
    command("start " + nodeId);
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

  @Override
  public void close() {
    process.close();
  }

  private void command(String line) {
    try {
      process.input().write((line + "\n").getBytes(UTF_8));
      process.input().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The brokers' process does not read, see " + process.lastWords(), e);
    }
    awaitOk(line);
  }

  private void awaitOk(String command) {
    String answer = answer();
    if (!"ok".equals(answer)) {
      throw new AssertionError(
          "The brokers answered '%s' to '%s', see %s"
              .formatted(answer, command, process.lastWords()));
    }
  }

  // Reads no further than the line's end: each command has one line of answer.
  private String answer() {
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return String.valueOf(
                    new BufferedReader(new InputStreamReader(process.output(), UTF_8)).readLine());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      return line.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    } catch (TimeoutException e) {
      return "nothing";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
