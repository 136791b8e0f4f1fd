package dev.stele.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running cluster, the clients that ask it, and those that watch it.
 *
 * @param random decides what the clients and the nodes do not
 */
record Scene(
    String name,
    TestCluster cluster,
    LogRecorder recorder,
    Admin admin,
    Workload workload,
    Random random)
    implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scene.class);
  private static final Path TARGET = Path.of("target");

  /**
   * Starts everything; returns when the first write was acknowledged.
   *
   * @param name of the directory of its logs, in {@code target/cluster}
   */
  static Scene open(String name, int brokers, int nodes, int clients, long seed) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      TestCluster cluster =
          TestCluster.start(brokers, nodes, emptied(TARGET.resolve("cluster").resolve(name)));
      opened.push(cluster);
      LogRecorder recorder = LogRecorder.start(cluster.bootstrapServers());
      opened.push(recorder);
      Admin admin = admin(cluster);
      opened.push(admin);
      Workload workload = Workload.start(cluster.nodes(), clients, seed);
      opened.push(workload);
      workload.awaitProgress();
      return new Scene(name, cluster, recorder, admin, workload, new Random(seed));
    } catch (RuntimeException | AssertionError e) {
      opened.forEach(Scene::close);
      throw e;
    }
  }

  /**
   * Keeps what is needed to understand a failure.
   *
   * @return where
   */
  Path keep(String story) {
    Path kept = TARGET.resolve("cluster-failures").resolve(name).toAbsolutePath();
    try {
      Files.createDirectories(kept);
      Files.writeString(kept.resolve("story.txt"), story);
      workload.dump(kept.resolve("history.jsonl"));
      LogRecorder.dump(recorder.records(), kept.resolve("log.txt"));
      try (Stream<Path> logs = Files.list(cluster.directory())) {
        for (Path file : logs.filter(path -> path.toString().endsWith(".log")).toList()) {
          Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      LogRecorder.dump(recorder.readAgain(), kept.resolve("topic.txt"));
    } catch (IOException | RuntimeException | AssertionError e) {
      log.warn("Not everything of a failed run could be kept in {}", kept, e);
    }
    return kept;
  }

  @Override
  public void close() {
    Stream.of(workload, admin, recorder, cluster).forEach(Scene::close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) { // the border: AutoCloseable names no narrower type
      log.warn("Can't close {}", part, e);
    }
  }

  private static Admin admin(TestCluster cluster) {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "request.timeout.ms",
            "5000",
            "reconnect.backoff.max.ms",
            "500"));
  }

  private static Path emptied(Path directory) {
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
