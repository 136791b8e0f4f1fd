package dev.stele.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.testkit.KafkaBroker.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaBrokerTest {
  private static final String TOPIC = "letters";

  @Test
  void start_defaults_servesProducersAndGroups() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      produce(broker, "a", "b");

      assertThat(consume(broker, 2)).containsExactly("a", "b");
    }
  }

  @Test
  void start_transactionalProducer_commitsAndAborts() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start();
        KafkaProducer<String, String> producer =
            producer(broker, Map.of("transactional.id", "letters-writer"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, "committed")).get();
      producer.commitTransaction();

      assertThat(consume(broker, 1)).containsExactly("committed");
    }
  }

  @Test
  void restart_sameBroker_keepsAddressAndData() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      String before = broker.bootstrapServers();
      produce(broker, "a");

      broker.stop();
      broker.restart();

      assertThat(broker.bootstrapServers()).isEqualTo(before);
      assertThat(consume(broker, 1)).containsExactly("a");
    }
  }

  @Test
  void start_formattedDirectory_keepsClusterIdAndData(@TempDir Path parent) throws Exception {
    BrokerSettings settings =
        BrokerSettings.ephemeral().withDirectory(parent.resolve("new/directory"));
    String clusterId;
    try (KafkaBroker broker = KafkaBroker.start(settings)) {
      clusterId = clusterId(broker);
      produce(broker, "a");
    }

    try (KafkaBroker again = KafkaBroker.start(settings)) {
      assertThat(clusterId(again)).isEqualTo(clusterId);
      assertThat(consume(again, 1)).containsExactly("a");
    }
  }

  @Test
  void close_temporaryDirectory_isDeletedAndPortIsFree() throws Exception {
    KafkaBroker broker = KafkaBroker.start();
    Path directory = broker.directory();
    assertThat(directory).isDirectory();

    broker.close();
    broker.close();

    assertThat(directory).doesNotExist();
    new ServerSocket(broker.port(), 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void start_portTaken_namesThePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> KafkaBroker.start(BrokerSettings.ephemeral().withPort(taken.getLocalPort())))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void start_unknownHost_namesIt() {
    BrokerSettings settings =
        new BrokerSettings("no-such-host.invalid", 9092, Optional.empty(), 1, Map.of(), List.of());

    assertThatThrownBy(() -> KafkaBroker.start(settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void start_directoryInUse_saysSo(@TempDir Path directory) {
    BrokerSettings settings = BrokerSettings.ephemeral().withDirectory(directory);
    try (KafkaBroker broker = KafkaBroker.start(settings)) {
      assertThatThrownBy(() -> KafkaBroker.start(settings))
          .isInstanceOf(StartException.class)
          .hasMessageContaining(directory + " is in use by another Kafka");
      assertThat(broker.fault().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void start_directoryIsAFile_namesIt(@TempDir Path parent) throws Exception {
    Path file = Files.writeString(parent.resolve("file"), "");

    assertThatThrownBy(
            () -> KafkaBroker.start(BrokerSettings.ephemeral().withDirectory(file.resolve("sub"))))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(file.resolve("sub").toString());
  }

  @Test
  void start_foreignFiles_leavesThemAlone(@TempDir Path directory) throws Exception {
    Path foreign = Files.writeString(directory.resolve("thesis.txt"), "a life's work");

    assertThatThrownBy(() -> KafkaBroker.start(BrokerSettings.ephemeral().withDirectory(directory)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("not a data directory of Kafka");
    assertThat(foreign).hasContent("a life's work");
  }

  @Test
  void start_anotherNodesDirectory_namesBoth(@TempDir Path directory) {
    BrokerSettings settings = BrokerSettings.ephemeral().withDirectory(directory);
    KafkaBroker.start(settings).close();

    assertThatThrownBy(() -> KafkaBroker.start(settings.withNodeId(2)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("belongs to node 1, and this is node 2");
  }

  @Test
  void start_metaPropertiesDamaged_namesTheDirectory(@TempDir Path directory) throws Exception {
    BrokerSettings settings = BrokerSettings.ephemeral().withDirectory(directory);
    KafkaBroker.start(settings).close();
    Files.writeString(directory.resolve("meta.properties"), "version=1\nnode.id=one\n");

    assertDamaged(settings, directory);
  }

  @Test
  void start_metadataLogDamaged_namesTheDirectory(@TempDir Path directory) throws Exception {
    BrokerSettings settings = BrokerSettings.ephemeral().withDirectory(directory);
    KafkaBroker.start(settings).close();
    overwriteFiles(directory.resolve("__cluster_metadata-0"));

    assertDamaged(settings, directory);
  }

  private static void assertDamaged(BrokerSettings settings, Path directory) {
    assertThatThrownBy(() -> KafkaBroker.start(settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("Kafka can't start from its data directory " + directory)
        .hasMessageContaining("move the directory away or delete it")
        .hasMessageNotContaining("\n");
  }

  private static void overwriteFiles(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "this is not what Kafka wrote here ".repeat(10));
      }
    }
  }

  private static void produce(KafkaBroker broker, String... values) throws Exception {
    try (KafkaProducer<String, String> producer = producer(broker, Map.of())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
      }
    }
  }

  private static KafkaProducer<String, String> producer(
      KafkaBroker broker, Map<String, String> more) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.putAll(more);
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  private static List<String> consume(KafkaBroker broker, int count) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("group.id", "readers");
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (values.size() < count) { // ended by the test's timeout
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static String clusterId(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin.describeCluster().clusterId().get();
    }
  }
}
