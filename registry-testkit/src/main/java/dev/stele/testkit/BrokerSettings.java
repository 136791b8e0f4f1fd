package dev.stele.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param doors further listeners for clients
 */
public record BrokerSettings(
    String host,
    int port,
    Optional<Path> directory,
    int nodeId,
    Map<String, String> properties,
    List<Door> doors) {

  /**
   * A listener for the clients that are to reach the broker by another address than its own, as
   * through a proxy: who asks here for the brokers of the cluster is told the advertised addresses
   * of their doors of the same name, and never leaves the detour.
   *
   * @param name the same on all brokers of a cluster; capital letters, digits and underscores
   * @param port where the broker listens
   * @param advertised {@code host:port}, what clients are told to connect to
   */
  public record Door(String name, int port, String advertised) {
    public Door {
      if (!name.matches("[A-Z0-9_]+") || BrokerProperties.LISTENERS.contains(name)) {
        throw new IllegalArgumentException(
            "door "
                + name
                + ": capital letters, digits and underscores, and none of "
                + BrokerProperties.LISTENERS);
      }
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " of door " + name + ": 1 to 65535");
      }
    }
  }

  public BrokerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ": 0 to 65535");
    }
    if (nodeId < 0) {
      throw new IllegalArgumentException("nodeId " + nodeId + ": 0 or more");
    }
    properties = Map.copyOf(properties);
    doors = List.copyOf(doors);
  }

  /** Node 1 on 127.0.0.1, a free port and a temporary directory. */
  public static BrokerSettings ephemeral() {
    return new BrokerSettings("127.0.0.1", 0, Optional.empty(), 1, Map.of(), List.of());
  }

  public BrokerSettings withPort(int port) {
    return new BrokerSettings(host, port, directory, nodeId, properties, doors);
  }

  public BrokerSettings withDirectory(Path directory) {
    return new BrokerSettings(host, port, Optional.of(directory), nodeId, properties, doors);
  }

  public BrokerSettings withNodeId(int nodeId) {
    return new BrokerSettings(host, port, directory, nodeId, properties, doors);
  }

  /** Adds a broker property, such as {@code message.max.bytes}. */
  public BrokerSettings withProperty(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new BrokerSettings(host, port, directory, nodeId, more, doors);
  }

  public BrokerSettings withDoor(Door door) {
    List<Door> more = new ArrayList<>(doors);
    more.add(door);
    return new BrokerSettings(host, port, directory, nodeId, properties, more);
  }
}
