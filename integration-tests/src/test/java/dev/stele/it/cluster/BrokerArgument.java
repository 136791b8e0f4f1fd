package dev.stele.it.cluster;

import dev.stele.testkit.BrokerSettings;
import dev.stele.testkit.BrokerSettings.Door;
import java.nio.file.Path;
import java.util.List;

/**
 * A broker's settings as one argument of a command line: node id, port, directory, and then its
 * properties, {@code key=value}, and its doors, {@code name>port>advertised}, with bars between.
 */
final class BrokerArgument {
  private BrokerArgument() {}

  static String write(BrokerSettings broker) {
    StringBuilder text = new StringBuilder();
    text.append(broker.nodeId()).append('|').append(broker.port());
    text.append('|').append(broker.directory().orElseThrow());
    broker.properties().forEach((key, value) -> text.append('|').append(key + "=" + value));
    for (Door door : broker.doors()) {
      text.append('|').append(door.name() + ">" + door.port() + ">" + door.advertised());
    }
    return text.toString();
  }

  static BrokerSettings read(String argument) {
    List<String> parts = List.of(argument.split("\\|", -1));
    BrokerSettings broker =
        BrokerSettings.ephemeral()
            .withNodeId(Integer.parseInt(parts.get(0)))
            .withPort(Integer.parseInt(parts.get(1)))
            .withDirectory(Path.of(parts.get(2)));
    for (String part : parts.subList(3, parts.size())) {
      String[] door = part.split(">", -1);
      if (door.length == 3) {
        broker = broker.withDoor(new Door(door[0], Integer.parseInt(door[1]), door[2]));
      } else {
        int equals = part.indexOf('=');
        broker = broker.withProperty(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return broker;
  }
}
