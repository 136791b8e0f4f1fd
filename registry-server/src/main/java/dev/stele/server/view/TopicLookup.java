package dev.stele.server.view;

import dev.stele.server.log.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka what the log's topics are now. Confined to one thread. */
public final class TopicLookup implements TopicSource {
  private static final int REQUEST_TIMEOUT_MS = 3_000;
  private static final int TIMEOUT_MS = 4_000;

  private final Map<String, Object> client;
  private final TopicNames names;
  private @Nullable Admin admin;

  /**
   * Asks nothing yet.
   *
   * @param client settings of a Kafka client: where and how to connect
   * @param names the second one need not exist
   */
  public TopicLookup(Map<String, Object> client, TopicNames names) {
    this.client = new HashMap<>(client);
    this.client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    this.client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    this.names = names;
  }

  @Override
  public Optional<Found> find() {
    try {
      Map<String, Uuid> ids = new HashMap<>();
      Optional<TopicDescription> schemas = describe(names.schemas(), ids);
      if (schemas.isEmpty()) {
        return Optional.empty();
      }
      Optional<String> own = names.own().filter(name -> describe(name, ids).isPresent());
      return Optional.of(new Found(new TopicNames(names.schemas(), own), ids, deleteRetentionMs()));
    } catch (UnansweredException e) {
      throw new IllegalStateException(
          "Kafka at %s says nothing about topic %s: %s"
              .formatted(
                  client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                  names.schemas(),
                  e.getCause()),
          e);
    }
  }

  @Override
  public void close() {
    Admin open = admin;
    if (open != null) {
      open.close();
    }
  }

  private Optional<TopicDescription> describe(String topic, Map<String, Uuid> ids) {
    try {
      TopicDescription found =
          get(admin().describeTopics(List.of(topic)).allTopicNames()).values().iterator().next();
      if (!found.topicId().equals(Uuid.ZERO_UUID)) {
        ids.put(topic, found.topicId());
      }
      return Optional.of(found);
    } catch (UnansweredException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private long deleteRetentionMs() {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, names.schemas());
    return Long.parseLong(
        get(admin().describeConfigs(List.of(topic)).all())
            .values()
            .iterator()
            .next()
            .get(TopicConfig.DELETE_RETENTION_MS_CONFIG)
            .value());
  }

  private Admin admin() {
    Admin open = admin;
    if (open == null) {
      open = Admin.create(client);
      admin = open;
    }
    return open;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new UnansweredException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnansweredException(@Nullable Throwable cause) {
      super(cause);
    }
  }
}
