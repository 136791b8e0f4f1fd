package dev.stele.server.log;

import dev.stele.server.log.LogException.Reason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Questions about topics, asked one after the other and waited for. */
final class TopicAdmin {
  /** What the registry does with its topics, but for creating them. */
  static final Set<AclOperation> NEEDED =
      Set.of(
          AclOperation.READ,
          AclOperation.WRITE,
          AclOperation.DESCRIBE,
          AclOperation.DESCRIBE_CONFIGS);

  private static final long PAUSE_MS = 50;

  private final Admin admin;
  private final OperatorCommands commands;
  private final Duration timeout;

  /**
   * Asks with an admin client.
   *
   * @param timeout the client's own, for one call
   */
  TopicAdmin(Admin admin, OperatorCommands commands, Duration timeout) {
    this.admin = admin;
    this.commands = commands;
    this.timeout = timeout;
  }

  /** What a topic looks like; empty if it does not exist. */
  Optional<TopicDescription> describe(String topic) {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    try {
      return Optional.of(
          get(admin.describeTopics(List.of(topic), options).allTopicNames())
              .values()
              .iterator()
              .next());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failure(topic, AclOperation.DESCRIBE, e);
    }
  }

  /** What a topic that was just created looks like, once the broker that is asked knows it. */
  TopicDescription awaitDescription(String topic) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Optional<TopicDescription> found = describe(topic);
    while (found.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new LogException(
            Reason.UNAVAILABLE,
            "Topic %s was created and cannot be found after %d ms"
                .formatted(topic, timeout.toMillis()));
      }
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
      found = describe(topic);
    }
    return found.get();
  }

  /** Creates a topic; nothing happens if another node has just done so. */
  void create(NewTopic topic) {
    try {
      var unused = get(admin.createTopics(List.of(topic)).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failure(topic.name(), AclOperation.CREATE, e);
      }
    }
  }

  Config config(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return get(admin.describeConfigs(List.of(resource)).all()).values().iterator().next();
    } catch (ExecutionException e) {
      throw failure(topic, AclOperation.DESCRIBE_CONFIGS, e);
    }
  }

  int countBrokers() {
    try {
      return get(admin.describeCluster().nodes()).size();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** What the cluster calls itself. */
  String clusterId() {
    try {
      return get(admin.describeCluster().clusterId());
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static <T> T get(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private LogException failure(String topic, AclOperation denied, ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof AuthorizationException) {
      Set<AclOperation> grant = EnumSet.copyOf(NEEDED);
      grant.add(denied);
      return new LogException(
          Reason.FORBIDDEN,
          "Kafka forbids %s on topic %s. Grant what is needed: %s"
              .formatted(denied, topic, commands.grantTopic(topic, grant)),
          cause);
    }
    return failure(failure);
  }

  private LogException failure(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof AuthenticationException) {
      return new LogException(
          Reason.FORBIDDEN,
          "Kafka at %s does not accept this registry's credentials: %s"
              .formatted(commands.bootstrapServers(), Failures.text(cause)),
          cause);
    }
    if (cause instanceof TimeoutException) {
      return new LogException(
          Reason.UNAVAILABLE,
          "No Kafka broker answered at %s (kafkastore.bootstrap.servers) within %d ms: %s"
              .formatted(commands.bootstrapServers(), timeout.toMillis(), Failures.text(cause)),
          cause);
    }
    return new LogException(Reason.UNAVAILABLE, "Kafka failed: " + Failures.text(failure), failure);
  }
}
