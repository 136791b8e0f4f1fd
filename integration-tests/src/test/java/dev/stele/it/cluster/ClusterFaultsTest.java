package dev.stele.it.cluster;

import dev.stele.it.cluster.FaultRun.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes, brokers and links fail under load, and nothing that was promised breaks. */
@Timeout(600)
class ClusterFaultsTest {
  private static final long SEED = Long.getLong("stele.faults.seed", 1);

  @Test
  void oneBrokerAndThreeNodes_faultsUnderLoad_keepEveryPromise() {
    new FaultRun("nodes", SEED).run(1, 3, ClusterFaultsTest::ofNodes);
  }

  @Test
  void threeBrokersAndTwoNodes_faultsUnderLoad_keepEveryPromise() {
    new FaultRun("brokers", SEED).run(3, 2, ClusterFaultsTest::ofBrokers);
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
