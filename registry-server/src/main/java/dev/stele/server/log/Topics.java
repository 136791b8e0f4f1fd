package dev.stele.server.log;

import dev.stele.server.log.LogException.Reason;
import dev.stele.server.log.LogTopics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the log's topics where they are missing, and checks that they can hold it. */
public final class Topics {
  private static final Logger log = LoggerFactory.getLogger(Topics.class);
  private static final long REQUEST_TIMEOUT_MS = 4_000;
  private static final int SAFE_REPLICAS = 3;
  private static final int SAFE_IN_SYNC = 2;

  private final TopicAdmin admin;
  private final TopicSettings settings;
  private final OperatorCommands commands;

  private Topics(TopicAdmin admin, TopicSettings settings, OperatorCommands commands) {
    this.admin = admin;
    this.settings = settings;
    this.commands = commands;
  }

  /**
   * Creates what is missing, checks what is there, and logs a warning for what is weak. Blocks; for
   * the thread that starts the registry.
   *
   * @param client properties of Kafka clients
   * @param timeout for each question to Kafka; the whole asks about ten
   * @throws LogException UNAVAILABLE if Kafka does not answer, so that trying again may help;
   *     FORBIDDEN if an operator must act first, and then the message says how
   */
  public static LogTopics prepare(
      Map<String, Object> client, TopicSettings settings, Duration timeout) {
    OperatorCommands commands = new OperatorCommands(client);
    long requestMs = Math.min(REQUEST_TIMEOUT_MS, timeout.toMillis());
    try (Admin admin =
        Admin.create(KafkaLogSettings.adminOf(client, requestMs, timeout.toMillis()))) {
      return new Topics(new TopicAdmin(admin, commands, timeout), settings, commands).prepare();
    } catch (KafkaException e) {
      throw new LogException(Reason.UNAVAILABLE, "Kafka failed: " + Failures.text(e), e);
    }
  }

  private LogTopics prepare() {
    TopicDescription description = found(settings.schemas());
    Set<AclOperation> missing = missing(description);
    if (missing.contains(AclOperation.READ) || missing.contains(AclOperation.DESCRIBE_CONFIGS)) {
      throw new LogException(
          Reason.FORBIDDEN,
          "Kafka forbids %s on topic %s. Grant what is needed: %s"
              .formatted(missing, settings.schemas(), grant(settings.schemas(), missing)));
    }
    if (!missing.isEmpty()) {
      log.warn(
          "Nothing can be written: topic={} missing={} fix={}",
          settings.schemas(),
          missing,
          grant(settings.schemas(), missing));
    }
    return new LogTopics(admin.clusterId(), checked(description), own());
  }

  // Without it, the ids of a context can start again after its highest one was deleted for good
  // and compacted away; the reference registry lives with that.
  private Optional<Topic> own() {
    TopicDescription description;
    Set<AclOperation> missing;
    try {
      description = found(settings.own());
      missing = missing(description);
    } catch (LogException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
      log.warn("Going on without it: topic={} reason={}", settings.own(), e.getMessage());
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      log.warn(
          "Going on without it: topic={} missing={} fix={}",
          settings.own(),
          missing,
          grant(settings.own(), missing));
      return Optional.empty();
    }
    return Optional.of(checked(description));
  }

  private TopicDescription found(String topic) {
    Optional<TopicDescription> found = admin.describe(topic);
    if (found.isPresent()) {
      return found.get();
    }
    int replicas = replicas();
    admin.create(
        new NewTopic(topic, Optional.of(1), Optional.of((short) replicas))
            .configs(creation(replicas)));
    log.info("Created a topic: topic={} replicas={}", topic, replicas);
    return admin.awaitDescription(topic);
  }

  private int replicas() {
    return Math.min(settings.replicationFactor(), admin.countBrokers());
  }

  private Map<String, String> creation(int replicas) {
    Map<String, String> configs = new HashMap<>();
    configs.put(
        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
        Long.toString(settings.compactionLag().toMillis()));
    if (replicas >= SAFE_REPLICAS) {
      configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(SAFE_IN_SYNC));
    }
    configs.putAll(settings.creation());
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    return configs;
  }

  /** What this client may not do with a topic, of what it needs; empty if Kafka does not say. */
  private static Set<AclOperation> missing(TopicDescription description) {
    Set<AclOperation> missing = EnumSet.noneOf(AclOperation.class);
    Set<AclOperation> allowed = description.authorizedOperations();
    if (allowed != null) {
      missing.addAll(TopicAdmin.NEEDED);
      missing.removeAll(allowed);
    }
    return missing;
  }

  private String grant(String topic, Collection<AclOperation> operations) {
    return commands.grantTopic(topic, operations);
  }

  private Topic checked(TopicDescription description) {
    String name = description.name();
    if (description.partitions().size() != 1) {
      throw new LogException(
          Reason.FORBIDDEN,
          "Topic %s must have one partition, and has %d"
              .formatted(name, description.partitions().size()));
    }
    Config config = admin.config(name);
    String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new LogException(
          Reason.FORBIDDEN,
          ("Topic %s must have cleanup.policy=compact, and has %s: it would lose what it holds."
                  + " Set it: %s")
              .formatted(
                  name,
                  policy,
                  commands.configure(
                      name,
                      TopicConfig.CLEANUP_POLICY_CONFIG,
                      TopicConfig.CLEANUP_POLICY_COMPACT)));
    }
    Topic topic = topic(description, config);
    warnOfWeakness(topic, description.partitions().get(0).replicas().size(), config);
    return topic;
  }

  private static Topic topic(TopicDescription description, Config config) {
    Uuid id = description.topicId();
    return new Topic(
        description.name(),
        id.equals(Uuid.ZERO_UUID) ? Optional.empty() : Optional.of(id),
        Integer.parseInt(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)),
        Duration.ofMillis(Long.parseLong(value(config, TopicConfig.DELETE_RETENTION_MS_CONFIG))),
        Duration.ofMillis(Long.parseLong(value(config, TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG))));
  }

  private void warnOfWeakness(Topic topic, int replicas, Config config) {
    if (replicas < replicas()) {
      log.warn(
          "Fewer replicas than wanted: topic={} replicas={} wanted={}",
          topic.name(),
          replicas,
          replicas());
    }
    String inSync = value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
    if (replicas >= SAFE_REPLICAS && Integer.parseInt(inSync) < SAFE_IN_SYNC) {
      log.warn(
          "A write that one replica has can be lost with it: topic={} min.insync.replicas={} fix={}",
          topic.name(),
          inSync,
          commands.configure(
              topic.name(),
              TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
              Integer.toString(SAFE_IN_SYNC)));
    }
    if (topic.compactionLag().compareTo(settings.compactionLag()) < 0) {
      log.warn(
          "Compaction can hide the outcome of a write: topic={} min.compaction.lag.ms={} fix={}",
          topic.name(),
          topic.compactionLag().toMillis(),
          commands.configure(
              topic.name(),
              TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
              Long.toString(settings.compactionLag().toMillis())));
    }
  }

  private static String value(Config config, String name) {
    return config.get(name).value();
  }
}
