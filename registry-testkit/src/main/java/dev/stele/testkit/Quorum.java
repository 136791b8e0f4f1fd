package dev.stele.testkit;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * The brokers that make up a cluster, each of which is a controller too.
 *
 * @param clusterId what empty directories are formatted with
 * @param controllers where each of them listens as a controller, {@code host:port} by node id
 */
record Quorum(Uuid clusterId, SortedMap<Integer, String> controllers) {
  /** One of these brokers, with controller ports that are free at this moment. */
  static Quorum of(List<BrokerSettings> brokers) {
    SortedMap<Integer, String> controllers = new TreeMap<>();
    for (BrokerSettings broker : brokers) {
      String address = broker.host() + ":" + Ports.free(broker.host());
      if (controllers.put(broker.nodeId(), address) != null) {
        throw new IllegalArgumentException("Two brokers are node " + broker.nodeId());
      }
    }
    return new Quorum(Uuid.randomUuid(), controllers);
  }

  /** Kafka's {@code controller.quorum.voters}. */
  String voters() {
    return controllers.entrySet().stream()
        .map(voter -> voter.getKey() + "@" + voter.getValue())
        .collect(Collectors.joining(","));
  }

  int controllerPort(int nodeId) {
    String address = controller(nodeId);
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  String controller(int nodeId) {
    String address = controllers.get(nodeId);
    if (address == null) {
      throw new IllegalArgumentException("Node " + nodeId + " is none of " + controllers.keySet());
    }
    return address;
  }

  /** How many copies of a partition there should be. */
  int replicas() {
    return Math.min(controllers.size(), 3);
  }

  /** How many of them must have a record: all but one, so that one broker may be away. */
  int inSync() {
    return Math.max(replicas() - 1, 1);
  }
}
