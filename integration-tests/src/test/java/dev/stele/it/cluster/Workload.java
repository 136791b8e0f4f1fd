package dev.stele.it.cluster;

import dev.stele.it.cluster.Client.Question;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Clients that ask all nodes of a cluster, each one thing after the other, and what came of it. A
 * client stays with its node until that does not answer. Thread-safe.
 */
final class Workload implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(15);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(50);
  private static final int MOVE_ONE_IN = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<NodeProcess> nodes;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  // Clients ask while they hold the read lock, so nobody asks while somebody has the write lock.
  private final ReentrantReadWriteLock silence = new ReentrantReadWriteLock(true);
  private volatile boolean closing;
  private volatile long lastWriteSentNanos = System.nanoTime(); // none yet

  private Workload(List<NodeProcess> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Starts asking. */
  static Workload start(List<NodeProcess> nodes, int clients, long seed) {
    Workload workload = new Workload(nodes);
    for (int client = 0; client < clients; client++) {
      int number = client;
      Thread thread = new Thread(() -> workload.ask(number, seed), "client-" + client);
      thread.setDaemon(true);
      workload.threads.add(thread);
    }
    workload.threads.forEach(Thread::start);
    return workload;
  }

  /** What was asked and has come to an end, in the order of asking. */
  List<Call> calls() {
    return calls.stream().sorted(Comparator.comparingLong(Call::calledNanos)).toList();
  }

  /** Waits for a write that is sent after this call and acknowledged. */
  void awaitProgress() {
    long since = System.nanoTime();
    Wait.until(PATIENCE, () -> "No write was acknowledged", () -> lastWriteSentNanos - since > 0);
  }

  /** Nobody asks anything while the task runs. */
  void inSilence(Runnable task) {
    silence.writeLock().lock();
    try {
      task.run();
    } finally {
      silence.writeLock().unlock();
    }
  }

  /** Writes one call per line, as JSON. */
  void dump(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Call call : calls()) {
        out.write(call.toJson());
        out.newLine();
      }
    }
  }

  /** Stops asking, and returns when the last answer has come. */
  @Override
  public void close() {
    closing = true;
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(int number, long seed) {
    Client client = new Client(number);
    Questions questions = new Questions(seed, number);
    int node = number % nodes.size();
    try {
      while (!closing) {
        Question question = questions.next();
        String requestId =
            new UUID(questions.random().nextLong(), questions.random().nextLong()).toString();
        Call call = ask(client, nodes.get(node), question, requestId);
        boolean move = call.reply().isEmpty() || questions.random().nextInt(MOVE_ONE_IN) == 0;
        node = move ? (node + 1) % nodes.size() : node;
        Thread.sleep((call.reply().isEmpty() ? PAUSE_AFTER_FAILURE : PAUSE).toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Call ask(Client client, NodeProcess node, Question question, String requestId)
      throws InterruptedException {
    silence.readLock().lock();
    try {
      Call call = client.ask(node, question, requestId);
      calls.add(call);
      if (call.isAcknowledgedWrite()) {
        advance(call.calledNanos());
      }
      return call;
    } finally {
      silence.readLock().unlock();
    }
  }

  private synchronized void advance(long sentNanos) {
    lastWriteSentNanos = Math.max(lastWriteSentNanos, sentNanos);
  }
}
