package dev.stele.testkit;

import dev.stele.testkit.KafkaBroker.StartException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A few Kafka brokers inside this JVM, all of them controllers too. Topics have a copy on each
 * broker, at most three, and a write needs all copies but one. Thread-safe.
 *
 * <p>Brokers are known by their node ids. One of three may be stopped; with two stopped nothing is
 * elected or written until one of them is back.
 */
public final class KafkaCluster implements AutoCloseable {
  private final SortedMap<Integer, KafkaBroker> brokers;

  private KafkaCluster(SortedMap<Integer, KafkaBroker> brokers) {
    this.brokers = brokers;
  }

  /**
   * Starts {@code size} brokers with {@link BrokerSettings#ephemeral()}, nodes 1 to {@code size}.
   *
   * @throws StartException as {@link #start(List)}
   */
  public static KafkaCluster start(int size) {
    return start(
        IntStream.rangeClosed(1, size).mapToObj(BrokerSettings.ephemeral()::withNodeId).toList());
  }

  /**
   * Starts brokers and returns when all of them serve clients.
   *
   * @param settings of each broker; the node ids must differ
   * @throws StartException if one of them can't start; nothing is left running
   */
  public static KafkaCluster start(List<BrokerSettings> settings) {
    Quorum quorum = Quorum.of(settings);
    KafkaCluster cluster = new KafkaCluster(new TreeMap<>());
    try {
      for (BrokerSettings one : settings) {
        cluster.brokers.put(one.nodeId(), KafkaBroker.member(one, quorum));
      }
      // At the same time: none is ready before most of them are.
      inParallel(cluster.brokers.values(), KafkaBroker::restart);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  /** The addresses of all brokers, running or not, for clients. */
  public String bootstrapServers() {
    return brokers.values().stream()
        .map(KafkaBroker::bootstrapServers)
        .collect(Collectors.joining(","));
  }

  /** The broker's own view of one node: its address, directory and faults. */
  public KafkaBroker broker(int nodeId) {
    KafkaBroker broker = brokers.get(nodeId);
    if (broker == null) {
      throw new IllegalArgumentException("No broker " + nodeId + " among " + brokers.keySet());
    }
    return broker;
  }

  /** Stops one broker, which hands its partitions over first; in 10 seconds at most. */
  public void stop(int nodeId) {
    broker(nodeId).stop();
  }

  /**
   * Starts one broker again on its ports and data, after stopping it if it runs.
   *
   * @throws StartException if it can't start
   */
  public void restart(int nodeId) {
    broker(nodeId).restart();
  }

  /** Stops all brokers, in 10 seconds at most, and deletes temporary directories. */
  @Override
  public void close() {
    // At the same time: the last one would wait in vain for the others to let it go.
    inParallel(brokers.values(), KafkaBroker::close);
  }

  /** Does it to all at once; if it fails for one, gives up on the others. */
  private static void inParallel(Collection<KafkaBroker> brokers, Consumer<KafkaBroker> task) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CompletionService<Void> running = new ExecutorCompletionService<>(threads);
      brokers.forEach(broker -> running.submit(() -> task.accept(broker), null));
      for (int i = 0; i < brokers.size(); i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("Kafka failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Interrupted while waiting for Kafka", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
