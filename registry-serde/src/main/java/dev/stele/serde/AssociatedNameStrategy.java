package dev.stele.serde;

import dev.stele.serde.client.RegistryClient;
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
 * The subject that the registry associates with a topic's keys or values; without one, what another
 * strategy names. The default.
 *
 * <p>The client remembers what the registry said, also that there is no association. While it was
 * not asked about a topic and cannot be, {@link #subject} throws the client's exception.
 */
public final class AssociatedNameStrategy implements SubjectNameStrategy {
  /**
   * What names the subject of a topic with none associated: {@code TOPIC}, the default, {@code
   * RECORD}, {@code TOPIC_RECORD}, or {@code NONE} for an error.
   */
  public static final String FALLBACK_TYPE = "subject.name.strategy.fallback.type";

  /**
   * The id of the topics' Kafka cluster, the namespace of their associations; empty, the default,
   * for any.
   */
  public static final String KAFKA_CLUSTER_ID = "subject.name.strategy.kafka.cluster.id";

  private static final String ANY_CLUSTER = "-";
  private static final ConfigDef DEFINITION = define(new ConfigDef());

  private String cluster = ANY_CLUSTER;
  private @Nullable SubjectNameStrategy fallback = new TopicNameStrategy();
  private @Nullable RegistryClient client;

  static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            FALLBACK_TYPE,
            ConfigDef.Type.STRING,
            "TOPIC",
            Importance.LOW,
            "AssociatedNameStrategy: what names the subject of a topic with none associated: TOPIC,"
                + " RECORD, TOPIC_RECORD, or NONE for an error.")
        .define(
            KAFKA_CLUSTER_ID,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "AssociatedNameStrategy: the id of the topics' Kafka cluster, the namespace of their"
                + " associations; empty for any.");
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.stele.serde.client.RegistryException if the registry was not asked about the topic
   *     before and cannot be now
   */
  @Override
  public Optional<String> subject(
      @Nullable String topic, boolean isKey, @Nullable MessageSchema schema) {
    if (topic == null) {
      return Optional.empty();
    }
    if (client == null) {
      throw new IllegalStateException("AssociatedNameStrategy was given no client to ask");
    }
    List<String> associated = client.associatedSubjects(cluster, topic, isKey);
    if (associated.size() > 1) {
      throw new SerializationException(
          "Multiple associated subjects found for topic " + topic + ": " + associated);
    }
    if (associated.size() == 1) {
      return Optional.of(associated.get(0));
    }
    if (fallback == null) {
      throw new SerializationException("No associated subject found for topic " + topic);
    }
    return fallback.subject(topic, isKey, schema);
  }

  @Override
  public Optional<String> knownSubject(@Nullable String topic, boolean isKey) {
    RegistryClient asked = client;
    if (topic == null || asked == null) {
      return Optional.empty();
    }
    List<String> known = asked.knownAssociatedSubjects(cluster, topic, isKey).orElse(null);
    if (known == null || known.size() > 1) {
      return Optional.empty();
    }
    SubjectNameStrategy other = fallback;
    return known.size() == 1
        ? Optional.of(known.get(0))
        : Optional.ofNullable(other).flatMap(it -> it.knownSubject(topic, isKey));
  }

  @Override
  public boolean usesSchema() {
    return fallback != null && fallback.usesSchema();
  }

  @Override
  public void useClient(RegistryClient client) {
    this.client = client;
  }

  @Override
  public void configure(Map<String, ?> configs) {
    AbstractConfig values = Settings.parse(DEFINITION, configs);
    String named = values.getString(KAFKA_CLUSTER_ID).strip();
    cluster = named.isEmpty() ? ANY_CLUSTER : named;
    fallback = fallback(values.getString(FALLBACK_TYPE).strip());
  }

  private static @Nullable SubjectNameStrategy fallback(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "TOPIC" -> new TopicNameStrategy();
      case "RECORD" -> new RecordNameStrategy();
      case "TOPIC_RECORD" -> new TopicRecordNameStrategy();
      case "NONE" -> null;
      default ->
          throw new ConfigException(
              FALLBACK_TYPE, type, "must be TOPIC, RECORD, TOPIC_RECORD or NONE");
    };
  }
}
