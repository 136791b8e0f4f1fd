package dev.stele.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topic that holds the registry's state, and who may write to it.
 *
 * @param topicConfigs for the topic, if it has to be created
 * @param writeTimeout after which the outcome of a write is unknown
 * @param eligible whether this node ever takes the role of the writer
 * @param groupId of the reference registry's nodes that may share the topic
 * @param refuseForeignWriters whether writes are refused while that group has members
 * @param kafka how long Kafka is waited for
 */
public record LogConfig(
    String topic,
    short replicationFactor,
    Map<String, String> topicConfigs,
    String transactionalIdPrefix,
    Duration writeTimeout,
    boolean eligible,
    String groupId,
    boolean refuseForeignWriters,
    Timeouts kafka) {
  static final String TOPIC_CONFIG_PREFIX = "kafkastore.topic.config.";

  static final Option<String> TOPIC =
      new Option<>(
          "kafkastore.topic",
          "_schemas",
          LogConfig::topic,
          "The compacted topic of one partition that holds everything; created if it is missing.");
  static final Option<Integer> REPLICATION_FACTOR =
      Option.number(
          "kafkastore.topic.replication.factor",
          3,
          1,
          Short.MAX_VALUE,
          "For a topic that is created; fewer if there are fewer brokers.");
  static final Option<String> TRANSACTIONAL_ID_PREFIX =
      new Option<>(
          "stele.transactional.id.prefix",
          "stele-",
          LogConfig::notEmpty,
          "What the transactional id starts with; the topic's name follows. The same on all nodes.");
  static final Option<Integer> WRITE_TIMEOUT_MS =
      Option.number(
          "stele.write.timeout.ms",
          30_000,
          1_000,
          600_000,
          "How long a client waits for a write; after it the outcome is unknown (500/50002).");
  static final Option<Boolean> ELIGIBLE =
      Option.flag(
          "leader.eligibility", true, "Whether this node may become the writer of the cluster.");
  static final Option<String> GROUP_ID =
      Option.text(
          "schema.registry.group.id",
          "schema-registry",
          "The group that Confluent Schema Registry nodes on the same topic form.");
  static final Option<Boolean> FOREIGN_WRITERS =
      new Option<>(
          "stele.foreign.writers",
          "refuse",
          LogConfig::refuses,
          "`refuse` writes while that group has members, or `warn` and write beside them.");

  static final Option<Integer> TRANSACTION_TIMEOUT_MS =
      Option.number(
          "stele.transaction.timeout.ms",
          10_000,
          500,
          900_000,
          "After which Kafka aborts a transaction that a node left open. Not below"
              + " `stele.delivery.timeout.ms`, nor above the brokers' `transaction.max.timeout.ms`.");
  static final Option<Integer> DELIVERY_TIMEOUT_MS =
      Option.number(
          "stele.delivery.timeout.ms",
          9_000,
          500,
          900_000,
          "How long the delivery of one record may take, with all tries. Not below"
              + " `stele.request.timeout.ms`.");
  static final Option<Integer> REQUEST_TIMEOUT_MS =
      Option.number(
          "stele.request.timeout.ms",
          4_000,
          500,
          300_000,
          "How long a node that writes waits for the answer of a broker, before it asks again.");
  static final Option<Integer> MAX_BLOCK_MS =
      Option.number(
          "stele.max.block.ms",
          10_000,
          500,
          900_000,
          "How long a claim, the begin or the end of a transaction may take. Not below"
              + " `stele.request.timeout.ms`.");

  public LogConfig {
    topicConfigs = Map.copyOf(topicConfigs);
  }

  /**
   * How long Kafka is waited for.
   *
   * @param transaction at least {@code delivery}, so that no record is still on its way when Kafka
   *     gives the transaction up
   * @param delivery at least {@code request}
   * @param maxBlock at least {@code request}
   */
  public record Timeouts(
      Duration transaction, Duration delivery, Duration request, Duration maxBlock) {
    private static Timeouts from(Map<String, String> settings) {
      requireNotBelow(settings, TRANSACTION_TIMEOUT_MS, DELIVERY_TIMEOUT_MS);
      requireNotBelow(settings, DELIVERY_TIMEOUT_MS, REQUEST_TIMEOUT_MS);
      requireNotBelow(settings, MAX_BLOCK_MS, REQUEST_TIMEOUT_MS);
      return new Timeouts(
          Duration.ofMillis(TRANSACTION_TIMEOUT_MS.read(settings)),
          Duration.ofMillis(DELIVERY_TIMEOUT_MS.read(settings)),
          Duration.ofMillis(REQUEST_TIMEOUT_MS.read(settings)),
          Duration.ofMillis(MAX_BLOCK_MS.read(settings)));
    }

    private static void requireNotBelow(
        Map<String, String> settings, Option<Integer> longer, Option<Integer> shorter) {
      int value = longer.read(settings);
      int least = shorter.read(settings);
      if (value < least) {
        throw ConfigException.of(
            longer.key(),
            Integer.toString(value),
            "must not be below " + shorter.key() + "=" + least);
      }
    }
  }

  /**
   * Reads it.
   *
   * @throws ConfigException for values that cannot be
   */
  public static LogConfig from(Map<String, String> settings) {
    Map<String, String> topicConfigs = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(TOPIC_CONFIG_PREFIX)) {
            topicConfigs.put(key.substring(TOPIC_CONFIG_PREFIX.length()), value);
          }
        });
    String policy = topicConfigs.getOrDefault("cleanup.policy", "compact");
    if (!policy.equals("compact")) {
      throw ConfigException.of(
          TOPIC_CONFIG_PREFIX + "cleanup.policy",
          policy,
          "must be compact, or the registry would forget its schemas");
    }
    return new LogConfig(
        TOPIC.read(settings),
        REPLICATION_FACTOR.read(settings).shortValue(),
        topicConfigs,
        TRANSACTIONAL_ID_PREFIX.read(settings),
        Duration.ofMillis(WRITE_TIMEOUT_MS.read(settings)),
        ELIGIBLE.read(settings),
        GROUP_ID.read(settings),
        FOREIGN_WRITERS.read(settings),
        Timeouts.from(settings));
  }

  static List<Option<?>> options() {
    return List.of(
        TOPIC,
        REPLICATION_FACTOR,
        TRANSACTIONAL_ID_PREFIX,
        WRITE_TIMEOUT_MS,
        ELIGIBLE,
        GROUP_ID,
        FOREIGN_WRITERS,
        TRANSACTION_TIMEOUT_MS,
        DELIVERY_TIMEOUT_MS,
        REQUEST_TIMEOUT_MS,
        MAX_BLOCK_MS);
  }

  private static String topic(String text) {
    if (text.isEmpty() || text.length() > 249 || !text.matches("[a-zA-Z0-9._-]+")) {
      throw new IllegalArgumentException(
          "must be a topic name: up to 249 letters, digits, dots, dashes and underscores");
    }
    return text;
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  private static boolean refuses(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "refuse" -> true;
      case "warn" -> false;
      default -> throw new IllegalArgumentException("must be refuse or warn");
    };
  }
}
