package dev.stele.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.cluster.Fault.Incident;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long nothing can be written when the writer fails: from the fault to the first acknowledged
 * write that was sent to another node after it, and how many tries that took. Measured under light
 * load, {@code stele.takeover.runs} times for each fault.
 */
@EnabledIfSystemProperty(named = "stele.takeover.runs", matches = "[1-9][0-9]*")
class TakeOverTest {
  private static final Logger log = LoggerFactory.getLogger(TakeOverTest.class);
  private static final Path PAGE = Path.of("target", "takeover-report.md");
  private static final int CLIENTS = 2;
  private static final long SEED = Long.getLong("stele.faults.seed", 1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

  private final Questions questions = new Questions(SEED, CLIENTS);
  private final Client client = new Client(CLIENTS);

  /**
   * One fault.
   *
   * @param refused tries that were answered, but not acknowledged
   */
  private record Measured(Duration time, int refused) {}

  @Test
  void takeOver_byTheNodeThatIsAsked_measured() throws Exception {
    int runs = Integer.getInteger("stele.takeover.runs", 1);
    StringBuilder page = new StringBuilder("# Take-over\n\n");
    page.append("In ms, ").append(runs).append(" runs each, seed ").append(SEED).append(".\n\n");
    page.append("| Fault of the holder | Median | Maximum | Refused tries | At most |\n");
    page.append("|---|--:|--:|--:|--:|\n");
    try (Scene scene = Scene.open("takeover-" + SEED, 1, 3, CLIENTS, SEED)) {
      NodeFaults faults = new NodeFaults(scene);
      for (Fault fault :
          List.of(
              faults.killHolder(),
              faults.pauseHolder(),
              faults.isolateHolder(),
              faults.dropHolderFromKafka(),
              faults.refuseHolderFromKafka())) {
        List<Measured> measured = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
          measured.add(measure(scene, faults, fault));
          log.info("{}: {}", fault.name(), measured.get(run));
        }
        page.append(row(fault, measured));
        Files.writeString(PAGE, page);
      }
    }
    assertThat(PAGE).isNotEmptyFile();
  }

  private Measured measure(Scene scene, NodeFaults faults, Fault fault)
      throws InterruptedException {
    for (NodeProcess node : scene.cluster().nodes()) {
      awaitWrite(node); // one that was cut off has to read the log again
    }
    Incident incident = fault.aim().get();
    NodeProcess holder = faults.holder().node();
    NodeProcess asked =
        scene.cluster().nodes().stream()
            .filter(node -> !node.equals(holder))
            .findFirst()
            .orElseThrow();
    long start = System.nanoTime();
    incident.inject().run();
    int refused = 0;
    Call call = register(asked);
    while (!call.isAnswered(200)) {
      refused++;
      assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", call).isLessThan(PATIENCE);
      Wait.during(BETWEEN_TRIES);
      call = register(asked);
    }
    Duration time = Duration.ofNanos(call.returnedNanos() - start);
    Wait.during(fault.lasts().minus(time));
    incident.undo().run();
    return new Measured(time, refused);
  }

  private void awaitWrite(NodeProcess node) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Call call = register(node);
    while (!call.isAnswered(200)) {
      assertThat(System.nanoTime()).as("%s", call).isLessThan(deadline);
      Wait.during(BETWEEN_TRIES);
      call = register(node);
    }
  }

  private Call register(NodeProcess node) throws InterruptedException {
    return client.ask(node, questions.unique("takeover"), UUID.randomUUID().toString());
  }

  private static String row(Fault fault, List<Measured> measured) {
    return "| %s | %s | %d | %d |%n"
        .formatted(
            fault.name(),
            FaultsReport.medianAndMax(measured.stream().map(Measured::time).toList()),
            measured.stream().mapToInt(Measured::refused).sum(),
            measured.stream().mapToInt(Measured::refused).max().orElseThrow());
  }
}
