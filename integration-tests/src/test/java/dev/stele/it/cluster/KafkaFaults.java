package dev.stele.it.cluster;

import dev.stele.it.cluster.Fault.Felt;
import dev.stele.it.cluster.Fault.Incident;
import dev.stele.it.cluster.LogRecorder.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** What can happen to the brokers and to what they hold. */
final class KafkaFaults {
  private static final String TRANSACTIONAL_ID = "stele-_schemas";
  private static final TopicPartition TRANSACTIONS = new TopicPartition("__transaction_state", 0);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(37);
  private static final int TRIES = 200;

  private final TestCluster cluster;
  private final LogRecorder log;
  private final Workload workload;
  private final NodeFaults nodes;
  private final Admin admin;

  KafkaFaults(Scene scene, NodeFaults nodes) {
    this.cluster = scene.cluster();
    this.log = scene.recorder();
    this.workload = scene.workload();
    this.nodes = nodes;
    this.admin = scene.admin();
  }

  /** Of the only broker, so nothing can be written. */
  Fault restartBroker() {
    return stopBroker(
        "restart of the broker", Felt.OUTAGE, () -> cluster.brokers().nodeIds().get(0));
  }

  /** The others lead what it led. */
  Fault stopLeader() {
    return stopBroker(
        "stop of the leader of the log", Felt.BEARABLE, () -> leader(LogRecorder.SCHEMAS).id());
  }

  Fault stopCoordinator() {
    return stopBroker(
        "stop of the coordinator of transactions", Felt.BEARABLE, () -> leader(TRANSACTIONS).id());
  }

  Fault pauseBrokers() {
    return new Fault(
        "SIGSTOP of all brokers",
        TestCluster.PAUSE,
        Felt.OUTAGE,
        () -> new Incident(cluster.brokers()::stop, cluster.brokers()::cont));
  }

  Fault killBrokers() {
    return new Fault(
        "kill -9 of all brokers",
        Duration.ZERO,
        Felt.OUTAGE,
        () -> new Incident(cluster.brokers()::kill9, cluster.brokers()::start));
  }

  /** In good order: the next replica in the list becomes the preferred leader, and is elected. */
  Fault moveLeader() {
    return Fault.passing("the log's leader moved", Felt.BEARABLE, this::electAnother);
  }

  /**
   * The holder stands still in the middle of a transaction until Kafka has given that up; tried
   * until it is hit.
   */
  Fault pauseInTransaction() {
    return new Fault(
        "SIGSTOP of the holder in a transaction",
        TestCluster.PAUSE,
        Felt.BEARABLE,
        () -> {
          NodeProcess holder = nodes.holder().node();
          return new Incident(() -> pauseInTransaction(holder), holder::cont);
        });
  }

  /** Kafka forgets the transactional id, as it does after a week without a write. */
  Fault expireTransactionalId() {
    return Fault.passing(
        "transactional id expired",
        Felt.OUTAGE,
        () ->
            workload.inSilence(
                () ->
                    Wait.until(
                        PATIENCE,
                        () -> "Kafka still knows the transactional id " + TRANSACTIONAL_ID,
                        () -> transaction().isEmpty())));
  }

  /** Records that were in the log are not there any more. */
  Fault compact() {
    return Fault.passing(
        "compaction",
        Felt.BEARABLE,
        () -> {
          Set<Long> before = offsets(log.records());
          Wait.until(
              PATIENCE,
              () -> "Kafka has not compacted anything of " + before.size() + " records",
              () -> !offsets(log.readAgain()).containsAll(before));
        });
  }

  private Fault stopBroker(String name, Felt felt, Supplier<Integer> choice) {
    return new Fault(
        name,
        Duration.ZERO,
        felt,
        () -> {
          int broker = choice.get();
          return new Incident(
              () -> cluster.brokers().stopBroker(broker),
              () -> {
                cluster.brokers().startBroker(broker);
                awaitInSync();
              });
        });
  }

  private void pauseInTransaction(NodeProcess holder) {
    for (int i = 0; i < TRIES; i++) {
      holder.stop();
      if (transaction().equals(Optional.of(TransactionState.ONGOING))) {
        return;
      }
      holder.cont();
      Wait.during(BETWEEN_TRIES);
    }
    throw new AssertionError("No transaction was open in " + TRIES + " tries");
  }

  private void electAnother() {
    List<Integer> replicas =
        new ArrayList<>(partition(LogRecorder.SCHEMAS).replicas().stream().map(Node::id).toList());
    int leader = leader(LogRecorder.SCHEMAS).id();
    replicas.remove(Integer.valueOf(leader));
    replicas.add(leader);
    await(
        admin
            .alterPartitionReassignments(
                Map.of(LogRecorder.SCHEMAS, Optional.of(new NewPartitionReassignment(replicas))))
            .all());
    Wait.until(PATIENCE, () -> "Broker " + leader + " still leads the log", () -> elect(leader));
  }

  // The next broker that goes must not be the last one that has everything.
  private void awaitInSync() {
    for (TopicPartition topic : List.of(LogRecorder.SCHEMAS, LogRecorder.OWN, TRANSACTIONS)) {
      Wait.until(
          PATIENCE,
          () -> topic + " is not in sync",
          () -> partition(topic).isr().size() == partition(topic).replicas().size());
    }
  }

  private boolean elect(int former) {
    try {
      admin.electLeaders(ElectionType.PREFERRED, Set.of(LogRecorder.SCHEMAS)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ElectionNotNeededException)) {
        throw new IllegalStateException("No leader can be elected", e);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return leader(LogRecorder.SCHEMAS).id() != former;
  }

  private Node leader(TopicPartition topic) {
    return partition(topic).leader();
  }

  private TopicPartitionInfo partition(TopicPartition topic) {
    return await(admin.describeTopics(List.of(topic.topic())).allTopicNames()).values().stream()
        .flatMap(description -> description.partitions().stream())
        .filter(partition -> partition.partition() == topic.partition())
        .findFirst()
        .orElseThrow();
  }

  /** How the transaction stands; empty if Kafka does not know the id. */
  private Optional<TransactionState> transaction() {
    try {
      return Optional.of(
          admin
              .describeTransactions(List.of(TRANSACTIONAL_ID))
              .description(TRANSACTIONAL_ID)
              .get()
              .state());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return Optional.empty();
      }
      throw new IllegalStateException("The transaction's state is unknown", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Set<Long> offsets(List<Recorded> records) {
    Set<Long> offsets = new HashSet<>();
    records.stream()
        .filter(record -> record.topic().equals(LogRecorder.SCHEMAS.topic()))
        .forEach(record -> offsets.add(record.offset()));
    return offsets;
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while asking Kafka", e);
  }
}
