package dev.stele.server.log;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.acl.AclOperation;

/** The commands that let an operator put right what Kafka refuses. */
final class OperatorCommands {
  private static final Pattern WORD = Pattern.compile("_?([A-Z])([A-Z]*)");

  private final String bootstrapServers;

  OperatorCommands(Map<String, Object> client) {
    Object servers = client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    this.bootstrapServers =
        servers instanceof List<?> list
            ? list.stream().map(Object::toString).collect(Collectors.joining(","))
            : String.valueOf(servers);
  }

  /** As a setting and a command line have them. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  String grantTopic(String topic, Collection<AclOperation> operations) {
    return grant(operations, "--topic " + topic);
  }

  String grantTransactionalId(String id) {
    return grant(List.of(AclOperation.WRITE, AclOperation.DESCRIBE), "--transactional-id " + id);
  }

  String grantGroup(String group) {
    return grant(List.of(AclOperation.DESCRIBE), "--group " + group);
  }

  private String grant(Collection<AclOperation> operations, String resource) {
    String names =
        operations.stream()
            .sorted()
            .map(operation -> "--operation " + name(operation))
            .collect(Collectors.joining(" "));
    return "kafka-acls --bootstrap-server %s --add --allow-principal User:PRINCIPAL %s %s"
        .formatted(bootstrapServers, names, resource);
  }

  // DESCRIBE_CONFIGS is DescribeConfigs to the tool.
  private static String name(AclOperation operation) {
    return WORD.matcher(operation.name())
        .replaceAll(word -> word.group(1) + word.group(2).toLowerCase(Locale.ROOT));
  }

  /** Sets a topic's config. */
  String configure(String topic, String name, String value) {
    return ("kafka-configs --bootstrap-server %s --alter --entity-type topics --entity-name %s"
            + " --add-config %s=%s")
        .formatted(bootstrapServers, topic, name, value);
  }
}
