package dev.stele.it.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.it.fixture.TestKafka;
import dev.stele.server.log.LogException;
import dev.stele.server.log.LogException.Reason;
import dev.stele.server.log.LogTopics;
import dev.stele.server.log.TopicSettings;
import dev.stele.server.log.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TopicsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static TestKafka kafka;
  private static Map<String, Object> client;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
    client = Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private final String name = "schemas-" + UUID.randomUUID();

  @Test
  void prepare_nothingThere_createsCompactedTopics() throws Exception {
    LogTopics topics = Topics.prepare(client, KafkaLogs.settings(name), TIMEOUT);

    assertThat(topics.schemas().name()).isEqualTo(name);
    assertThat(topics.own().orElseThrow().name()).isEqualTo(name + "_stele");
    for (LogTopics.Topic topic : List.of(topics.schemas(), topics.own().get())) {
      assertThat(topic.id()).isPresent();
      assertThat(topic.maxRecordBytes()).isEqualTo(KafkaLogs.MAX_RECORD_BYTES);
      assertThat(topic.compactionLag()).isEqualTo(Duration.ofMinutes(2));
      assertThat(topic.deleteRetention()).isEqualTo(Duration.ofDays(1));
      assertThat(config(topic.name(), "cleanup.policy")).isEqualTo("compact");
    }
  }

  @Test
  void prepare_twice_findsTheSame() {
    LogTopics first = Topics.prepare(client, KafkaLogs.settings(name), TIMEOUT);

    assertThat(Topics.prepare(client, KafkaLogs.settings(name), TIMEOUT)).isEqualTo(first);
  }

  @Test
  void prepare_wrongCleanupPolicy_namesTheCommandThatSetsIt() throws Exception {
    create(1, Map.of("cleanup.policy", "compact,delete"));

    assertThatThrownBy(() -> Topics.prepare(client, KafkaLogs.settings(name), TIMEOUT))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
        .hasMessage(
            "Topic %s must have cleanup.policy=compact, and has compact,delete: it would lose what"
                    .formatted(name)
                + " it holds. Set it: kafka-configs --bootstrap-server %s --alter --entity-type"
                    .formatted(kafka.bootstrapServers())
                + " topics --entity-name %s --add-config cleanup.policy=compact".formatted(name));
  }

  @Test
  void prepare_severalPartitions_isRefused() throws Exception {
    create(3, Map.of("cleanup.policy", "compact"));

    assertThatThrownBy(() -> Topics.prepare(client, KafkaLogs.settings(name), TIMEOUT))
        .hasMessage("Topic %s must have one partition, and has 3".formatted(name));
  }

  @Test
  void prepare_nobodyAnswers_namesTheAddress() {
    assertThatThrownBy(
            () ->
                Topics.prepare(
                    Map.of("bootstrap.servers", "127.0.0.1:1"),
                    KafkaLogs.settings(name),
                    Duration.ofSeconds(2)))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasMessageStartingWith(
            "No Kafka broker answered at 127.0.0.1:1 (kafkastore.bootstrap.servers) within 2000 ms");
  }

  @Test
  void settings_usualNames_differPerRegistry() {
    assertThat(TopicSettings.ownTopicOf("_schemas")).isEqualTo("_stele");
    assertThat(TopicSettings.ownTopicOf("team-a")).isEqualTo("team-a_stele");
    assertThat(KafkaLogs.settings("team-a").transactionalId("stele-")).isEqualTo("stele-team-a");
  }

  private void create(int partitions, Map<String, String> configs) throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs)))
          .all()
          .get();
    }
  }

  private static String config(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(client)) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get()
          .values()
          .iterator()
          .next()
          .get(name)
          .value();
    }
  }
}
