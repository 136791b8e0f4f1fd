package dev.stele.serde;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The subject that the registry has associated with the topic's keys or values; another strategy's
 * where it has none, or knows no associations. Asks the registry once for each topic and side.
 */
public final class AssociatedNameStrategy implements SubjectNameStrategy {
  public static final String FALLBACK_TYPE = "subject.name.strategy.fallback.type";
  public static final String KAFKA_CLUSTER_ID = "subject.name.strategy.kafka.cluster.id";
  public static final String CACHE_SIZE = "subject.name.strategy.cache.size";
  public static final String CACHE_EXPIRY_SECS = "subject.name.strategy.cache.expiry.secs";

  private static final String ANY_CLUSTER = "-";
  private static final ConfigDef DEFINITION = define(new ConfigDef());

  private @Nullable RegistryClient client;
  private String cluster = ANY_CLUSTER;
  private Optional<SubjectNameStrategy> fallback = Optional.of(new TopicNameStrategy());
  private BoundedCache<Side, Optional<String>> known = new BoundedCache<>(2);

  static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            FALLBACK_TYPE,
            ConfigDef.Type.STRING,
            "TOPIC",
            Importance.LOW,
            "AssociatedNameStrategy: names subjects of topics without an association as TOPIC,"
                + " RECORD or TOPIC_RECORD would; NONE refuses them.")
        .define(
            KAFKA_CLUSTER_ID,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "AssociatedNameStrategy: the id of the topics' Kafka cluster; empty for any.")
        .define(
            CACHE_SIZE,
            ConfigDef.Type.INT,
            1000,
            ConfigDef.Range.between(2, 1_000_000),
            Importance.LOW,
            "AssociatedNameStrategy: for how many topics and sides it is remembered.")
        .define(
            CACHE_EXPIRY_SECS,
            ConfigDef.Type.INT,
            -1,
            ConfigDef.Range.between(-1, -1),
            Importance.LOW,
            "AssociatedNameStrategy: only -1, an association is remembered for good.");
  }

  @Override
  public void configure(Map<String, ?> configs) {
    AbstractConfig values = Settings.parse(DEFINITION, configs);
    String id = values.getString(KAFKA_CLUSTER_ID).strip();
    cluster = id.isEmpty() ? ANY_CLUSTER : id;
    known = new BoundedCache<>(values.getInt(CACHE_SIZE));
    fallback = fallback(values.getString(FALLBACK_TYPE).strip());
  }

  private static Optional<SubjectNameStrategy> fallback(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "TOPIC" -> Optional.of(new TopicNameStrategy());
      case "RECORD" -> Optional.of(new RecordNameStrategy());
      case "TOPIC_RECORD" -> Optional.of(new TopicRecordNameStrategy());
      case "NONE" -> Optional.empty();
      default ->
          throw new ConfigException(
              FALLBACK_TYPE, type, "take one of TOPIC, RECORD, TOPIC_RECORD, NONE");
    };
  }

  @Override
  public void useClient(RegistryClient client) {
    this.client = client;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.stele.serde.client.RegistryException if the registry could not be asked
   */
  @Override
  public Optional<String> subject(
      @Nullable String topic, boolean isKey, @Nullable MessageSchema schema) {
    if (topic == null) {
      return Optional.empty();
    }
    Side side = new Side(topic, isKey);
    Optional<String> associated = known.get(side);
    if (associated == null) {
      associated = ask(topic, isKey);
      known.put(side, associated);
    }
    if (associated.isPresent()) {
      return associated;
    }
    return fallback
        .orElseThrow(
            () -> new SerializationException("No associated subject found for topic " + topic))
        .subject(topic, isKey, schema);
  }

  private Optional<String> ask(String topic, boolean isKey) {
    RegistryClient registry = client;
    if (registry == null) {
      throw new IllegalStateException("AssociatedNameStrategy was given no client to ask");
    }
    List<String> subjects = registry.associatedSubjects(cluster, topic, isKey);
    if (subjects.size() > 1) {
      throw new SerializationException(
          "Multiple associated subjects found for topic " + topic + ": " + subjects);
    }
    return subjects.stream().findFirst();
  }

  @Override
  public boolean usesSchema() {
    return fallback.map(SubjectNameStrategy::usesSchema).orElse(false);
  }

  private record Side(String topic, boolean isKey) {}
}
