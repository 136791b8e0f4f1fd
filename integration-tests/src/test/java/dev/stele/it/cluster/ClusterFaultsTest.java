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

  private static List<Fault> ofNodes(Scene scene) {
    Faults faults = new Faults(scene.cluster(), scene.recorder(), scene.random());
    return List.of(
        faults.killHolder(),
        faults.killAnother(),
        faults.pauseHolder(),
        faults.terminateHolder(),
        faults.rollingRestart(),
        faults.fullRestart(),
        faults.dropHolderFromKafka(),
        faults.refuseHolderFromKafka(),
        faults.dropPeers(),
        faults.refusePeers(),
        faults.isolateHolder(),
        faults.slowLinks(),
        faults.resetLinks());
  }
}
