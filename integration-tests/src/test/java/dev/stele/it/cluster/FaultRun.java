package dev.stele.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a cluster: it starts, clients ask it all the time, one thing after the other happens
 * to it, and in the end everything must fit. What is needed to understand a failure is kept in
 * {@code target/cluster-failures}.
 */
final class FaultRun {
  private static final Logger log = LoggerFactory.getLogger(FaultRun.class);
  private static final Path TARGET = Path.of("target");
  private static final int CLIENTS = 8;

  private final String name;
  private final long seed;
  private final List<Survived> survived = new ArrayList<>();

  FaultRun(String name, long seed) {
    this.name = name + "-" + seed;
    this.seed = seed;
  }

  /**
   * A fault that passed.
   *
   * @param takeOver from the fault to the answer of a write that was sent after it
   * @param resumed from the fault's end to the answer of a write that was sent after it
   * @param calls that were sent from the fault to the resumption
   * @param unanswered of these
   * @param refused of these, with 503
   */
  record Survived(
      String fault, Duration takeOver, Duration resumed, int calls, int unanswered, int refused) {}

  /** Lets everything in the list happen, in an order that the seed decides. */
  List<Survived> run(int brokers, int nodes, Function<Scene, List<Fault>> faults) {
    Path directory = newDirectory();
    try (TestCluster cluster = TestCluster.start(brokers, nodes, directory);
        LogRecorder recorder = LogRecorder.start(cluster.bootstrapServers());
        Admin admin = Admin.create(admin(cluster));
        Workload workload = Workload.start(cluster.nodes(), CLIENTS, seed)) {
      Scene scene = new Scene(cluster, recorder, workload, admin, new Random(seed));
      try {
        workload.awaitProgress();
        List<Fault> order = new ArrayList<>(faults.apply(scene));
        Collections.shuffle(order, new Random(seed));
        order.forEach(fault -> survive(fault, workload));
        workload.close();
        check(scene);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("Seed %d, see %s".formatted(seed, keep(scene)), e);
      }
    }
    return survived;
  }

  /** What a fault can touch. */
  record Scene(
      TestCluster cluster, LogRecorder recorder, Workload workload, Admin admin, Random random) {}

  private void survive(Fault fault, Workload workload) {
    long start = System.nanoTime();
    Runnable undo = fault.inject().get();
    if (fault.bearable()) {
      workload.awaitProgress();
    }
    Wait.during(fault.lasts().minusNanos(System.nanoTime() - start));
    undo.run();
    long end = System.nanoTime();
    workload.awaitProgress();
    List<Call> calls =
        workload.calls().stream().filter(call -> call.calledNanos() > start).toList();
    Survived result =
        new Survived(
            fault.name(),
            firstWrite(calls, start).orElseThrow(),
            firstWrite(calls, end).orElseThrow(),
            calls.size(),
            (int) calls.stream().filter(call -> call.reply().isEmpty()).count(),
            (int) calls.stream().filter(call -> call.isAnswered(503)).count());
    survived.add(result);
    log.info("{}: {}", name, result);
  }

  private static Optional<Duration> firstWrite(List<Call> calls, long since) {
    return calls.stream()
        .filter(call -> call.calledNanos() > since && call.isAcknowledgedWrite())
        .map(call -> Duration.ofNanos(call.returnedNanos() - since))
        .min(Duration::compareTo);
  }

  private static void check(Scene scene) {
    // Knows nothing but what compaction has left of the log.
    NodeProcess fresh = scene.cluster().nodes().get(0);
    fresh.kill9();
    fresh.start();
    fresh.awaitReady();
    scene.recorder().catchUp();
    Invariants invariants = new Invariants(scene.workload().calls(), scene.recorder().records());
    invariants.checkIds();
    invariants.checkAcknowledged();
    invariants.checkRefused();
    Invariants.checkAgreement(scene.cluster().nodes());
  }

  private static Map<String, Object> admin(TestCluster cluster) {
    return Map.of(
        "bootstrap.servers",
        cluster.bootstrapServers(),
        "request.timeout.ms",
        "5000",
        "reconnect.backoff.max.ms",
        "500");
  }

  private Path newDirectory() {
    Path directory = TARGET.resolve("cluster").resolve(name);
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path file : old.sorted(Collections.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path keep(Scene scene) {
    Path kept = TARGET.resolve("cluster-failures").resolve(name).toAbsolutePath();
    try {
      Files.createDirectories(kept);
      scene.workload().dump(kept.resolve("history.jsonl"));
      LogRecorder.dump(scene.recorder().records(), kept.resolve("log.txt"));
      Files.writeString(kept.resolve("faults.txt"), "seed " + seed + "\n" + survived + "\n");
      try (Stream<Path> logs = Files.list(scene.cluster().directory())) {
        for (Path file : logs.filter(path -> path.toString().endsWith(".log")).toList()) {
          Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      LogRecorder.dump(scene.recorder().readAgain(), kept.resolve("topic.txt"));
    } catch (IOException | RuntimeException | AssertionError e) {
      log.warn("Not everything of a failed run could be kept in {}", kept, e);
    }
    return kept;
  }
}
