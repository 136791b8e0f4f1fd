package dev.stele.server;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.config.HttpConfig;
import dev.stele.server.config.KafkaConfig;
import dev.stele.server.config.LogConfig;
import dev.stele.server.config.RegistryConfig;
import dev.stele.server.config.Settings;
import dev.stele.server.domain.Defaults;
import dev.stele.server.engine.EngineSettings;
import dev.stele.server.http.CorsSettings;
import dev.stele.server.http.HttpSettings;
import dev.stele.server.http.confluent.Identity;
import dev.stele.server.http.confluent.SearchLimits;
import dev.stele.server.log.Claim;
import dev.stele.server.log.ForeignWriterPolicy;
import dev.stele.server.log.KafkaLogSettings;
import dev.stele.server.log.LogTimeouts;
import dev.stele.server.log.LogTopics;
import dev.stele.server.log.TopicSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the settings of a node mean for its parts, which do not know where they come from. */
record NodeSettings(
    KafkaConfig kafkaConfig,
    LogConfig logConfig,
    HttpConfig httpConfig,
    RegistryConfig registryConfig,
    List<String> warnings) {
  // Often enough for any topic, and not all the time.
  private static final Duration LEAST_RENEWAL = Duration.ofMinutes(10);
  // A client that waits for its write is not idle.
  private static final Duration MORE_THAN_A_WRITE = Duration.ofSeconds(5);

  /**
   * Reads them.
   *
   * @throws dev.stele.server.config.ConfigException for values that cannot be
   */
  static NodeSettings from(Map<String, String> settings) {
    return new NodeSettings(
        KafkaConfig.from(settings),
        LogConfig.from(settings),
        HttpConfig.from(settings),
        RegistryConfig.from(settings),
        List.copyOf(Settings.warnings(settings, kafkaProperties())));
  }

  /** For every client of Kafka. */
  Map<String, Object> kafka() {
    return Map.copyOf(kafkaConfig.clientProperties());
  }

  String transactionalId() {
    return logConfig.transactionalIdPrefix() + logConfig.topic();
  }

  TopicSettings topics() {
    return new TopicSettings(
        logConfig.topic(),
        TopicSettings.ownTopicOf(logConfig.topic()),
        logConfig.replicationFactor(),
        logConfig.topicConfigs(),
        logConfig.writeTimeout());
  }

  KafkaLogSettings log(Claim.Node node) {
    ForeignWriterPolicy foreign =
        new ForeignWriterPolicy(logConfig.groupId(), logConfig.refuseForeignWriters());
    LogConfig.Timeouts kafka = logConfig.kafka();
    LogTimeouts timeouts =
        new LogTimeouts(kafka.transaction(), kafka.delivery(), kafka.request(), kafka.maxBlock());
    return new KafkaLogSettings(kafka(), node, foreign, timeouts);
  }

  EngineSettings engine(LogTopics topics) {
    EngineSettings usual = EngineSettings.of(writeTimeout());
    return new EngineSettings(
        usual.writeTimeout(),
        usual.confirmTimeout(),
        pingTimeout(),
        topics.schemas().compactionLag(),
        renewal(topics.schemas().deleteRetention()),
        usual.queueCapacity(),
        usual.batchCommands(),
        usual.verdictRounds(),
        logConfig.eligible());
  }

  HttpSettings http(String nodeId, int eventLoops) {
    Duration patience = logConfig.writeTimeout().plus(MORE_THAN_A_WRITE);
    Duration idle = httpConfig.idleTimeout();
    return new HttpSettings(
        httpConfig.listeners(),
        httpConfig.maxBodyBytes(),
        httpConfig.maxInFlightBytes(),
        httpConfig.maxHeaderBytes(),
        idle.compareTo(patience) > 0 ? idle : patience,
        httpConfig.compression(),
        httpConfig.http2(),
        new CorsSettings(
            httpConfig.cors().origins(), httpConfig.cors().methods(), httpConfig.cors().headers()),
        eventLoops,
        nodeId,
        httpConfig.peerConnectTimeout());
  }

  Duration writeTimeout() {
    return logConfig.writeTimeout();
  }

  /** How long another node may keep silent. */
  Duration pingTimeout() {
    return httpConfig.peerPingTimeout();
  }

  Duration lameDuck() {
    return httpConfig.lameDuck();
  }

  /** Where other nodes reach this one; empty for the machine's name. */
  Optional<String> hostName() {
    return Optional.of(httpConfig.hostName()).filter(name -> !name.isEmpty());
  }

  /** And the port; empty for the first listener's. */
  OptionalInt hostPort() {
    return httpConfig.hostPort() == 0 ? OptionalInt.empty() : OptionalInt.of(httpConfig.hostPort());
  }

  Defaults defaults() {
    return new Defaults(
        CompatibilityLevel.valueOf(registryConfig.compatibilityLevel()),
        registryConfig.validateFields(),
        registryConfig.validateNewSchemas(),
        registryConfig.modeMutable(),
        registryConfig.rejectEmptySubject());
  }

  boolean associations() {
    return registryConfig.associations();
  }

  SearchLimits limits() {
    return new SearchLimits(
        limit(registryConfig.subjects()),
        limit(registryConfig.versions()),
        limit(registryConfig.schemas()),
        limit(registryConfig.contexts()));
  }

  /**
   * What this registry calls itself.
   *
   * @param kafkaCluster tells the cluster's id
   */
  Identity identity(Supplier<String> kafkaCluster) {
    return new Identity(kafkaCluster, logConfig.groupId(), registryConfig.deploymentAttributes());
  }

  private static SearchLimits.Limit limit(RegistryConfig.Limit limit) {
    return new SearchLimits.Limit(limit.fallback(), limit.max());
  }

  private static Duration renewal(Duration tombstonesKept) {
    Duration half = tombstonesKept.dividedBy(2);
    return half.compareTo(LEAST_RENEWAL) > 0 ? half : LEAST_RENEWAL;
  }

  private static Set<String> kafkaProperties() {
    Set<String> names = new HashSet<>(AdminClientConfig.configNames());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(ProducerConfig.configNames());
    return names;
  }
}
