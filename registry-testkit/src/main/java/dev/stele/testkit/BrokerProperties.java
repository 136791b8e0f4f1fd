package dev.stele.testkit;

import dev.stele.testkit.BrokerSettings.Door;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Kafka's settings for a small broker, alone or one of a few. */
record BrokerProperties(BrokerSettings settings, Path directory, Quorum quorum) {
  /** The listeners that every broker has. */
  static final Set<String> LISTENERS = Set.of(BrokerNode.CLIENTS, BrokerNode.CONTROLLER);

  /** Where to listen, by listener. */
  Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put(BrokerNode.CLIENTS, settings.port());
    ports.put(BrokerNode.CONTROLLER, quorum.controllerPort(settings.nodeId()));
    settings.doors().forEach(door -> ports.put(door.name(), door.port()));
    return ports;
  }

  Map<String, String> asMap() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(settings.nodeId()));
    properties.put("controller.quorum.voters", quorum.voters());
    properties.put("log.dirs", directory.toString());
    addListeners(properties);
    addReplication(properties);

    properties.put("num.partitions", "1");
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

  private void addListeners(Map<String, String> properties) {
    properties.put("controller.listener.names", BrokerNode.CONTROLLER);
    properties.put("inter.broker.listener.name", BrokerNode.CLIENTS);
    properties.put(
        "listeners", joined(ports(), (name, port) -> name + "://" + settings.host() + ":" + port));
    Map<String, String> advertised = new LinkedHashMap<>();
    advertised.put(BrokerNode.CLIENTS, settings.host() + ":" + settings.port());
    for (Door door : settings.doors()) {
      advertised.put(door.name(), door.advertised());
    }
    properties.put(
        "advertised.listeners", joined(advertised, (name, address) -> name + "://" + address));
    properties.put(
        "listener.security.protocol.map", joined(ports(), (name, port) -> name + ":PLAINTEXT"));
  }

  private void addReplication(Map<String, String> properties) {
    String replicas = Integer.toString(quorum.replicas());
    String inSync = Integer.toString(quorum.inSync());
    properties.put("default.replication.factor", replicas);
    properties.put("min.insync.replicas", inSync);
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      properties.put(topic + ".num.partitions", "1");
      properties.put(topic + ".replication.factor", replicas);
    }
    properties.put("transaction.state.log.min.isr", inSync);
    properties.put("share.coordinator.state.topic.min.isr", inSync);
  }

  private static <T> String joined(Map<String, T> byListener, BiFunction<String, T, String> text) {
    return byListener.entrySet().stream()
        .map(entry -> text.apply(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(","));
  }
}
