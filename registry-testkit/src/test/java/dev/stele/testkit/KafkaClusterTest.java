package dev.stele.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.testkit.BrokerSettings.Door;
import dev.stele.testkit.KafkaBroker.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class KafkaClusterTest {
  private static final String TOPIC = "letters";

  @Test
  void stop_oneOfThree_theOthersGoOnAndItCatchesUp() throws Exception {
    try (KafkaCluster cluster = KafkaCluster.start(3);
        Admin admin = admin(cluster.bootstrapServers())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 3))).all().get();
      produce(cluster, "before");
      int leader = leader(admin);
      KafkaBroker stopped = cluster.broker(leader);

      cluster.stop(leader);
      produce(cluster, "during");

      while (leader(admin) == leader || leader(admin) < 0) { // ended by the test's timeout
        Thread.onSpinWait();
      }

      cluster.restart(leader);
      produce(cluster, "after");

      while (inSync(admin) < 3) { // ended by the test's timeout
        Thread.onSpinWait();
      }
      assertThat(cluster.broker(leader)).isSameAs(stopped);
      assertThat(consume(cluster, 3)).containsExactly("before", "during", "after");
    }
  }

  @Test
  void close_all_deletesTheDirectoriesAndFreesThePorts() throws Exception {
    KafkaCluster cluster = KafkaCluster.start(3);
    List<Path> directories =
        IntStream.rangeClosed(1, 3).mapToObj(node -> cluster.broker(node).directory()).toList();
    assertThat(directories).doesNotHaveDuplicates().allSatisfy(path -> assertThat(path).exists());

    cluster.close();
    cluster.close();

    assertThat(directories).allSatisfy(path -> assertThat(path).doesNotExist());
    for (int node = 1; node <= 3; node++) {
      new ServerSocket(cluster.broker(node).port(), 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void door_askedForTheBrokers_advertisesItsOwnAddresses() throws Exception {
    String north = "127.0.0.1:" + Ports.free("127.0.0.1");
    String south = "127.0.0.1:" + Ports.free("127.0.0.1");
    String nowhere = "127.0.0.1:" + Ports.free("127.0.0.1");
    BrokerSettings settings =
        BrokerSettings.ephemeral()
            .withDoor(new Door("NORTH", portOf(north), south))
            .withDoor(new Door("SOUTH", portOf(south), nowhere));

    try (KafkaBroker broker = KafkaBroker.start(settings)) {
      // The client goes where the first answer leads it, and asks again there.
      assertThat(addresses(north)).containsExactly(nowhere);
      assertThat(addresses(broker.bootstrapServers())).containsExactly(broker.bootstrapServers());
    }
  }

  @Test
  void door_namedAsAnotherListener_isRefused() {
    assertThatThrownBy(() -> new Door("CONTROLLER", 9092, "127.0.0.1:9093"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("door CONTROLLER");
  }

  @Test
  void start_sameNodeTwice_isRefused() {
    BrokerSettings settings = BrokerSettings.ephemeral();

    assertThatThrownBy(() -> KafkaCluster.start(List.of(settings, settings)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Two brokers are node 1");
  }

  @Test
  void start_onePortTaken_namesItAndLeavesNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BrokerSettings first = BrokerSettings.ephemeral().withPort(Ports.free("127.0.0.1"));
      BrokerSettings second =
          BrokerSettings.ephemeral().withNodeId(2).withPort(taken.getLocalPort());

      assertThatThrownBy(() -> KafkaCluster.start(List.of(first, second)))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
      new ServerSocket(first.port(), 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  private static void produce(KafkaCluster cluster, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static List<String> consume(KafkaCluster cluster, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      consumer.seekToBeginning(consumer.assignment());
      while (values.size() < count) { // ended by the test's timeout
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private static List<String> addresses(String bootstrapServers) throws Exception {
    try (Admin admin = admin(bootstrapServers)) {
      Collection<Node> nodes = admin.describeCluster().nodes().get();
      return nodes.stream().map(node -> node.host() + ":" + node.port()).toList();
    }
  }

  /** A node's number, or -1 as long as whoever is asked knows of none. */
  private static int leader(Admin admin) throws Exception {
    Node leader = partition(admin).leader();
    return leader == null ? -1 : leader.id();
  }

  private static int inSync(Admin admin) throws Exception {
    return partition(admin).isr().size();
  }

  private static TopicPartitionInfo partition(Admin admin) throws Exception {
    return admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .findFirst()
        .orElseThrow();
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
