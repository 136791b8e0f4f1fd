package dev.stele.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.cluster.Fault.Felt;
import dev.stele.it.cluster.Fault.Incident;
import dev.stele.it.cluster.LogRecorder.Recorded;
import dev.stele.server.history.Linearizability.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a cluster: it starts, clients ask it all the time, one fault after the other happens
 * to it, and in the end everything must fit.
 */
final class FaultRun {
  private static final Logger log = LoggerFactory.getLogger(FaultRun.class);
  private static final int CLIENTS = 8;

  private final String name;
  private final long seed;
  private final List<Survived> survived = new ArrayList<>();

  FaultRun(String shape, long seed) {
    this.name = shape + "-" + seed;
    this.seed = seed;
  }

  /**
   * A fault that passed.
   *
   * @param takeOver from the fault to the answer of a write that was sent after it
   * @param resumed from the fault's end to the answer of a write that was sent after it
   * @param calls that were sent from the fault to the resumption, and have ended
   * @param unanswered of these, though there was a connection
   * @param refused of these, with 503
   */
  record Survived(
      String fault,
      Instant at,
      Duration takeOver,
      Duration resumed,
      int calls,
      int unanswered,
      int refused) {}

  /**
   * What happened.
   *
   * @param calls of all clients, from the start to the end
   */
  record Story(String run, List<Survived> faults, int calls) {}

  /**
   * Lets everything in the list happen, in an order that the seed decides.
   *
   * @throws AssertionError if something does not fit; it says where what is needed to understand it
   *     is kept
   */
  Story run(int brokers, int nodes, Function<Scene, List<Fault>> faults) {
    try (Scene scene = Scene.open(name, brokers, nodes, CLIENTS, seed)) {
      try {
        List<Fault> order = new ArrayList<>(faults.apply(scene));
        Collections.shuffle(order, new Random(seed));
        order.forEach(fault -> survive(fault, scene.workload()));
        scene.workload().close();
        check(scene);
      } catch (RuntimeException | AssertionError e) {
        String story = "Seed " + seed + ", after " + survived;
        throw new AssertionError(story + ", see " + scene.keep(story), e);
      }
      return new Story(name, survived, scene.workload().calls().size());
    }
  }

  private void survive(Fault fault, Workload workload) {
    Incident incident = fault.aim().get();
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    long start = System.nanoTime();
    incident.inject().run();
    if (fault.felt() != Felt.OUTAGE) {
      workload.awaitProgress();
    }
    Wait.during(fault.lasts().minusNanos(System.nanoTime() - start));
    incident.undo().run();
    long end = System.nanoTime();
    workload.awaitProgress();
    List<Call> calls =
        workload.calls().stream().filter(call -> call.calledNanos() > start).toList();
    Survived result =
        new Survived(
            fault.name(),
            at,
            firstWrite(calls, start).orElseThrow(),
            firstWrite(calls, end).orElseThrow(),
            calls.size(),
            (int) calls.stream().filter(Call::isUnknown).count(),
            (int) calls.stream().filter(call -> call.isAnswered(503)).count());
    survived.add(result);
    if (fault.felt() == Felt.NOT_AT_ALL) {
      assertThat(result.unanswered() + result.refused()).as("%s", result).isZero();
    }
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
    long end = scene.recorder().catchUp();
    List<Call> calls = scene.workload().calls();
    List<Recorded> records = scene.recorder().records();
    Invariants invariants = new Invariants(calls, records);
    invariants.checkIds();
    invariants.checkAcknowledged();
    invariants.checkRefused();
    Invariants.checkAgreement(scene.cluster().nodes(), end);
    assertThat(Checked.findings(calls, records)).isEmpty();
    assertThat(Checked.linearizable(calls, records)).isNotEqualTo(Verdict.NO);
  }
}
