package dev.stele.it.cluster;

import dev.stele.it.cluster.FaultRun.Story;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Nodes, brokers and links fail under load, and nothing that was promised breaks.
 *
 * <p>Every wait within has an end, so there is no timeout around them.
 */
class ClusterFaultsTest {
  private static final long SEED = Long.getLong("stele.faults.seed", 1);
  private static final Duration TIME = Duration.ofMinutes(Long.getLong("stele.faults.minutes", 0));
  private static final FaultsReport REPORT = new FaultsReport();

  @Test
  void oneBrokerAndThreeNodes_faultsUnderLoad_keepEveryPromise() {
    again(seed -> new FaultRun("nodes", seed).run(1, 3, ClusterFaultsTest::ofNodes));
  }

  @Test
  void threeBrokersAndTwoNodes_faultsUnderLoad_keepEveryPromise() {
    again(seed -> new FaultRun("brokers", seed).run(3, 2, ClusterFaultsTest::ofBrokers));
  }

  // Once, and then with one seed after the other until half of the time is over.
  private static void again(LongFunction<Story> run) {
    long end = System.nanoTime() + TIME.toNanos() / 2;
    long seed = SEED;
    do {
      REPORT.add(run.apply(seed++));
    } while (System.nanoTime() < end);
  }

  private static List<Fault> ofNodes(Scene scene) {
    NodeFaults nodes = new NodeFaults(scene);
    KafkaFaults kafka = new KafkaFaults(scene, nodes);
    return List.of(
        nodes.killHolder(),
        nodes.killAnother(),
        nodes.pauseHolder(),
        nodes.terminateHolder(),
        nodes.rollingRestart(),
        nodes.fullRestart(),
        nodes.dropHolderFromKafka(),
        nodes.refuseHolderFromKafka(),
        nodes.dropPeers(),
        nodes.refusePeers(),
        nodes.isolateHolder(),
        nodes.slowLinks(),
        nodes.resetLinks(),
        kafka.restartBroker(),
        kafka.pauseBrokers(),
        kafka.pauseInTransaction(),
        kafka.expireTransactionalId(),
        kafka.compact());
  }

  private static List<Fault> ofBrokers(Scene scene) {
    NodeFaults nodes = new NodeFaults(scene);
    KafkaFaults kafka = new KafkaFaults(scene, nodes);
    return List.of(
        nodes.killHolder(),
        nodes.pauseHolder(),
        nodes.dropHolderFromKafka(),
        nodes.isolateHolder(),
        kafka.stopLeader(),
        kafka.stopCoordinator(),
        kafka.moveLeader(),
        kafka.pauseBrokers(),
        kafka.killBrokers());
  }
}
