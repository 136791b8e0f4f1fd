package dev.stele.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Kafka's settings for a broker that is alone and small. */
final class BrokerProperties {
  private BrokerProperties() {}

  static Map<String, String> of(BrokerSettings settings, Path directory, BoundSockets sockets) {
    String clients = settings.host() + ":" + sockets.port(BrokerNode.CLIENTS);
    String controller = settings.host() + ":" + sockets.port(BrokerNode.CONTROLLER);
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(settings.nodeId()));
    properties.put("controller.quorum.voters", settings.nodeId() + "@" + controller);
    properties.put("controller.listener.names", BrokerNode.CONTROLLER);
    properties.put(
        "listeners",
        BrokerNode.CLIENTS + "://" + clients + "," + BrokerNode.CONTROLLER + "://" + controller);
    properties.put("advertised.listeners", BrokerNode.CLIENTS + "://" + clients);
    properties.put(
        "listener.security.protocol.map",
        BrokerNode.CLIENTS + ":PLAINTEXT," + BrokerNode.CONTROLLER + ":PLAINTEXT");
    properties.put("log.dirs", directory.toString());

    properties.put("num.partitions", "1");
    properties.put("default.replication.factor", "1");
    properties.put("min.insync.replicas", "1");
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      properties.put(topic + ".num.partitions", "1");
      properties.put(topic + ".replication.factor", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");

    // A consumer gets its partitions at once instead of after 3 s.
    properties.put("group.initial.rebalance.delay.ms", "0");
    // 128 MB by default, taken from the heap at start.
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.putAll(settings.properties());
    return properties;
  }
}
