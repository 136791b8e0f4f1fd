package dev.stele.server.http.confluent;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a registry calls itself.
 *
 * @param kafkaCluster the id of the cluster that holds the log; asked only when the log was read
 * @param group the registry's own id: the group that the reference registry's nodes form
 * @param attributes what an operator says of where it runs
 */
public record Identity(Supplier<String> kafkaCluster, String group, List<String> attributes) {
  public Identity {
    attributes = List.copyOf(attributes);
  }
}
