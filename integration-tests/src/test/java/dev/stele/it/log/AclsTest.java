package dev.stele.it.log;

import static dev.stele.server.log.LogContract.COUNTER;
import static dev.stele.server.log.LogContract.ONE;
import static dev.stele.server.log.LogContract.await;
import static dev.stele.server.log.LogContract.entry;
import static dev.stele.server.log.LogContract.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.server.log.Claim;
import dev.stele.server.log.KafkaLog;
import dev.stele.server.log.KafkaLogSettings;
import dev.stele.server.log.LogException;
import dev.stele.server.log.LogException.Reason;
import dev.stele.server.log.LogTimeouts;
import dev.stele.server.log.LogTopics;
import dev.stele.server.log.Position;
import dev.stele.server.log.Topics;
import dev.stele.testkit.BrokerSettings;
import dev.stele.testkit.KafkaBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a registry says that may do less than it needs. */
@Timeout(120)
class AclsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static KafkaBroker broker;

  private final String name = "schemas-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    broker =
        KafkaBroker.start(
            BrokerSettings.ephemeral()
                .withProperty(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withProperty("super.users", "User:admin;User:ANONYMOUS")
                .withProperty(
                    "listener.security.protocol.map",
                    "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withProperty("sasl.enabled.mechanisms", "PLAIN")
                .withProperty("sasl.mechanism.inter.broker.protocol", "PLAIN")
                .withProperty("inter.broker.listener.name", "PLAINTEXT")
                .withProperty(
                    "listener.name.plaintext.plain.sasl.jaas.config",
                    login("admin") + " user_admin=\"admin\" user_registry=\"registry\";"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void prepare_nothingGranted_namesTheGrant() {
    assertThatThrownBy(this::prepare)
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
        .hasMessage(
            ("Kafka forbids DESCRIBE on topic %s. Grant what is needed: kafka-acls"
                    + " --bootstrap-server %s --add --allow-principal User:PRINCIPAL"
                    + " --operation Read --operation Write --operation Describe"
                    + " --operation DescribeConfigs --topic %s")
                .formatted(name, broker.bootstrapServers(), name));
  }

  @Test
  void prepare_wrongPassword_saysSo() {
    Map<String, Object> client = new HashMap<>(client("registry"));
    client.put("sasl.jaas.config", login("registry").replace("registry", "other") + ";");

    assertThatThrownBy(() -> Topics.prepare(client, KafkaLogs.settings(name), TIMEOUT))
        .hasMessageContaining("does not accept this registry's credentials");
  }

  @Test
  void claim_topicOnly_goesOnWithoutOwnTopicAndNamesTheGrantForTheTransactionalId()
      throws Exception {
    Topics.prepare(client("admin"), KafkaLogs.settings(name), TIMEOUT);
    grant(
        ResourceType.TOPIC,
        name,
        AclOperation.READ,
        AclOperation.WRITE,
        AclOperation.DESCRIBE_CONFIGS);

    LogTopics topics = prepare();
    assertThat(topics.own()).isEmpty();
    try (KafkaLog log = log(topics)) {
      assertThatThrownBy(() -> await(log.claim()))
          .cause()
          .isInstanceOfSatisfying(
              LogException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
          .hasMessageEndingWith(
              "--operation Write --operation Describe --transactional-id " + ONE.transactionalId());

      grant(
          ResourceType.TRANSACTIONAL_ID,
          ONE.transactionalId(),
          AclOperation.WRITE,
          AclOperation.DESCRIBE);
      Claim claim = await(log.claim()).claim();
      Position place = await(log.append(claim, List.of(entry(schema(1, "\"int\""), COUNTER))));
      assertThat(place.own()).isZero();
      assertThat(await(log.end()).own()).isZero();
    }
  }

  @Test
  void append_noWriteToTheTopic_namesTheGrant() throws Exception {
    Topics.prepare(client("admin"), KafkaLogs.settings(name), TIMEOUT);
    grant(ResourceType.TOPIC, name, AclOperation.READ, AclOperation.DESCRIBE_CONFIGS);
    grant(
        ResourceType.TRANSACTIONAL_ID,
        ONE.transactionalId(),
        AclOperation.WRITE,
        AclOperation.DESCRIBE);

    try (KafkaLog log = log(prepare())) {
      assertThatThrownBy(() -> await(log.claim()))
          .cause()
          .isInstanceOfSatisfying(
              LogException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN))
          .hasMessageEndingWith("--operation Write --operation Describe --topic " + name);
    }
  }

  private LogTopics prepare() {
    return Topics.prepare(client("registry"), KafkaLogs.settings(name), TIMEOUT);
  }

  private static KafkaLog log(LogTopics topics) {
    return new KafkaLog(
        new KafkaLogSettings(client("registry"), ONE, KafkaLogs.REFUSE, LogTimeouts.DEFAULT),
        topics);
  }

  private static Map<String, Object> client(String user) {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login(user) + ";");
  }

  private static String login(String user) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
        .formatted(user, user);
  }

  private static void grant(ResourceType type, String name, AclOperation... operations)
      throws Exception {
    List<AclBinding> bindings =
        Stream.of(operations)
            .map(
                operation ->
                    new AclBinding(
                        new ResourcePattern(type, name, PatternType.LITERAL),
                        new AccessControlEntry(
                            "User:registry", "*", operation, AclPermissionType.ALLOW)))
            .toList();
    try (Admin admin = Admin.create(client("admin"))) {
      admin.createAcls(bindings).all().get();
      AclBindingFilter ofTheName =
          new AclBindingFilter(
              new ResourcePatternFilter(type, name, PatternType.LITERAL),
              AccessControlEntryFilter.ANY);
      while (!admin.describeAcls(ofTheName).values().get().containsAll(bindings)) {
        Thread.onSpinWait(); // until the broker obeys; ended by the test's timeout
      }
    }
  }
}
