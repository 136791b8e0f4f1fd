package dev.stele.it.cluster;

import dev.stele.testkit.BrokerSettings;
import dev.stele.testkit.BrokerSettings.Door;
import dev.stele.testkit.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Brokers, nodes and the links between them. Each node reaches each broker through a proxy of its
 * own, and its peers through theirs; clients and the tests reach everything directly.
 *
 * <p>Timeouts are as short as the settings allow in good conscience, so that a pause of {@link
 * #PAUSE} is longer than any of those that a writer lives by; topics are compacted as soon as Kafka
 * lets them be.
 */
final class TestCluster implements AutoCloseable {
  /** Longer than a transaction, a poll or a session may take here. */
  static final Duration PAUSE = Duration.ofSeconds(3);

  private static final String HOST = "127.0.0.1";
  private static final int WRITE_TIMEOUT_MS = 5_000;
  private static final int COMPACTION_LAG_MS = 4 * WRITE_TIMEOUT_MS;

  private final Path directory;
  private final BrokersProcess brokers;
  private final List<Member> members;

  private TestCluster(Path directory, BrokersProcess brokers, List<Member> members) {
    this.directory = directory;
    this.brokers = brokers;
    this.members = List.copyOf(members);
  }

  /**
   * A node and its links.
   *
   * @param toBrokers one per broker
   * @param fromPeers what the node advertises
   */
  record Member(NodeProcess node, List<Proxy> toBrokers, Proxy fromPeers) {
    /** The links to Kafka and from peers. */
    List<Proxy> links() {
      return Stream.concat(toBrokers.stream(), Stream.of(fromPeers)).toList();
    }

    /** What its barriers say. */
    String advertisedUrl() {
      return "http://" + fromPeers.address();
    }
  }

  /**
   * Starts everything, and returns when all nodes are ready.
   *
   * @param directory gets the brokers' data and all logs
   */
  static TestCluster start(int brokerCount, int nodeCount, Path directory) {
    List<List<Integer>> doorPorts = new ArrayList<>(); // by node, then by broker
    List<Member> members = new ArrayList<>();
    for (int node = 1; node <= nodeCount; node++) {
      List<Proxy> toBrokers = new ArrayList<>();
      List<Integer> doors = new ArrayList<>();
      for (int broker = 1; broker <= brokerCount; broker++) {
        doors.add(Ports.free(HOST));
        toBrokers.add(new Proxy(Ports.free(HOST), doors.get(broker - 1)));
      }
      doorPorts.add(doors);
      members.add(member("n" + node, toBrokers, directory));
    }
    List<BrokerSettings> brokers = new ArrayList<>();
    for (int broker = 1; broker <= brokerCount; broker++) {
      BrokerSettings settings = broker(broker, directory);
      for (int node = 1; node <= nodeCount; node++) {
        String advertised = members.get(node - 1).toBrokers().get(broker - 1).address();
        int port = doorPorts.get(node - 1).get(broker - 1);
        settings = settings.withDoor(new Door("NODE" + node, port, advertised));
      }
      brokers.add(settings);
    }
    TestCluster cluster =
        new TestCluster(directory, new BrokersProcess(brokers, directory), members);
    try {
      cluster.start();
    } catch (RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  Path directory() {
    return directory;
  }

  BrokersProcess brokers() {
    return brokers;
  }

  List<Member> members() {
    return members;
  }

  List<NodeProcess> nodes() {
    return members.stream().map(Member::node).toList();
  }

  /** Where the tests reach Kafka. */
  String bootstrapServers() {
    return brokers.bootstrapServers();
  }

  /** Starts what does not run, and returns when all nodes are ready. */
  void start() {
    if (!brokers.isAlive()) {
      brokers.start();
    }
    nodes().stream().filter(node -> !node.isAlive()).forEach(NodeProcess::start);
    nodes().forEach(NodeProcess::awaitReady);
  }

  @Override
  public void close() {
    nodes().forEach(NodeProcess::close);
    brokers.close();
    members.forEach(member -> member.links().forEach(Proxy::close));
  }

  private static Member member(String name, List<Proxy> toBrokers, Path directory) {
    int port = Ports.free(HOST);
    Proxy fromPeers = new Proxy(Ports.free(HOST), port);
    Map<String, String> settings = new TreeMap<>();
    settings.put("kafkastore.bootstrap.servers", addresses(toBrokers));
    settings.put("kafkastore.topic.replication.factor", "3");
    settings.put("host.name", HOST);
    settings.put("host.port", Integer.toString(fromPeers.port()));
    settings.put("schema.compatibility.level", "none");
    settings.put("stele.write.timeout.ms", Integer.toString(WRITE_TIMEOUT_MS));
    settings.put("stele.transaction.timeout.ms", "2000");
    settings.put("stele.delivery.timeout.ms", "1900");
    settings.put("stele.request.timeout.ms", "1500");
    settings.put("stele.max.block.ms", "2500");
    // How long a reader believes in a connection on which nothing comes back.
    settings.put("kafkastore.request.timeout.ms", "3000");
    settings.put("kafkastore.default.api.timeout.ms", "6000");
    settings.put("kafkastore.socket.connection.setup.timeout.ms", "1000");
    settings.put("kafkastore.reconnect.backoff.max.ms", "500");
    settings.putAll(compactedAtOnce());
    return new Member(new NodeProcess(name, port, settings, directory), toBrokers, fromPeers);
  }

  private static Map<String, String> compactedAtOnce() {
    String prefix = "kafkastore.topic.config.";
    return Map.of(
        prefix + "segment.ms", "100",
        prefix + "min.cleanable.dirty.ratio", "0.01",
        // Below it a node that was away for 5 s could miss what was deleted: it looks no closer.
        prefix + "delete.retention.ms", "10000",
        prefix + "max.compaction.lag.ms", Integer.toString(COMPACTION_LAG_MS));
  }

  private static BrokerSettings broker(int nodeId, Path directory) {
    return BrokerSettings.ephemeral()
        .withNodeId(nodeId)
        .withPort(Ports.free(HOST))
        .withDirectory(directory.resolve("kafka-" + nodeId).toAbsolutePath())
        .withProperty("log.cleaner.backoff.ms", "500")
        .withProperty("log.retention.check.interval.ms", "1000")
        .withProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500")
        .withProperty("transactional.id.expiration.ms", "8000")
        .withProperty("transaction.remove.expired.transaction.cleanup.interval.ms", "1000")
        .withProperty("broker.session.timeout.ms", "3000")
        .withProperty("broker.heartbeat.interval.ms", "500")
        .withProperty("auto.create.topics.enable", "false");
  }

  private static String addresses(List<Proxy> proxies) {
    return String.join(",", proxies.stream().map(Proxy::address).toList());
  }
}
