package dev.stele.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a {@link KafkaBroker} listens, what it is called and where its data is.
 *
 * @param host the address to bind and to advertise
 * @param port the clients' port; 0 for a free one
 * @param directory kept when the broker is closed, and reused with its cluster id if it is already
 *     formatted; empty for a temporary one that is deleted
 * @param nodeId Kafka's {@code node.id}; a directory belongs to the node that formatted it
 * @param properties broker properties that are added to, or replace, those of this class
 */
public record BrokerSettings(
    String host, int port, Optional<Path> directory, int nodeId, Map<String, String> properties) {

  public BrokerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ": 0 to 65535");
    }
    if (nodeId < 0) {
      throw new IllegalArgumentException("nodeId " + nodeId + ": 0 or more");
    }
    properties = Map.copyOf(properties);
  }

  /** Node 1 on 127.0.0.1, a free port and a temporary directory. */
  public static BrokerSettings ephemeral() {
    return new BrokerSettings("127.0.0.1", 0, Optional.empty(), 1, Map.of());
  }

  public BrokerSettings withPort(int port) {
    return new BrokerSettings(host, port, directory, nodeId, properties);
  }

  public BrokerSettings withDirectory(Path directory) {
    return new BrokerSettings(host, port, Optional.of(directory), nodeId, properties);
  }

  public BrokerSettings withNodeId(int nodeId) {
    return new BrokerSettings(host, port, directory, nodeId, properties);
  }

  /** Adds a broker property, such as {@code message.max.bytes}. */
  public BrokerSettings withProperty(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new BrokerSettings(host, port, directory, nodeId, more);
  }
}
