package dev.stele.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.fixture.TestKafka;
import dev.stele.it.log.FailingProducer;
import dev.stele.it.log.KafkaLogs;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.engine.Add;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.log.KafkaLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
class EnginesOnKafkaTest {
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void twoEngines_claimingAlternatelyUnderLoad_loseAndDoubleNothing() {
    int threads = 8;
    int each = 100;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    ExecutorService clients = Executors.newFixedThreadPool(threads);
    try (KafkaLogs logs = new KafkaLogs(kafka.bootstrapServers());
        EngineNode one = node(logs);
        EngineNode two = node(logs)) {
      // How often they take turns is up to the scheduler: the load goes on until both have.
      BooleanSupplier turnsTaken =
          () -> (claimedAgain(one) && claimedAgain(two)) || System.nanoTime() > deadline;
      Map<String, Integer> replies = new HashMap<>();
      List<CompletableFuture<Map<String, Integer>>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        EngineNode node = thread % 2 == 0 ? one : two;
        String name = "t" + thread;
        running.add(
            CompletableFuture.supplyAsync(() -> load(node, name, each, turnsTaken), clients));
      }
      running.forEach(all -> replies.putAll(get(all)));

      assertThat(replies).hasSizeGreaterThanOrEqualTo(threads * each);
      assertThat(replies.values()).doesNotHaveDuplicates();
      State state = stateAtTheEnd(one);
      assertThat(stateAtTheEnd(two)).isEqualTo(state);
      assertThat(idsByText(state)).isEqualTo(replies);
      assertThat(state.countVersions()).isEqualTo(replies.size());
      assertThat(claimedAgain(one)).isTrue();
      assertThat(claimedAgain(two)).isTrue();
    } finally {
      clients.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void transactionThatFails_atAnyStep_isAnsweredOnceAndCorrectly(FailingProducer.Step step) {
    FailingProducer producers = new FailingProducer();
    try (KafkaLogs logs = new KafkaLogs(kafka.bootstrapServers());
        EngineNode node = new EngineNode(kafka.bootstrapServers(), logs, producers::newProducer)) {
      ready(node);
      Map<String, Integer> replies = new HashMap<>();
      replies.put("before", get(node.submit(Add.of("before"))).reply());
      producers.failOnceAt(step);
      List<CompletionStage<Done<Integer>>> failing = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        failing.add(node.submit(Add.of("during " + i)));
      }
      for (int i = 0; i < 5; i++) {
        replies.put("during " + i, get(failing.get(i)).reply());
      }
      replies.put("after", get(node.submit(Add.of("after"))).reply());

      State state = stateAtTheEnd(node);
      assertThat(idsByText(state)).isEqualTo(replies);
      assertThat(state.countVersions()).isEqualTo(replies.size());
    }
  }

  private static EngineNode node(KafkaLogs logs) {
    EngineNode node = new EngineNode(kafka.bootstrapServers(), logs, KafkaLog::newProducer);
    ready(node);
    return node;
  }

  // Nothing else says when a view has read an empty log.
  private static void ready(EngineNode node) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!node.view.status().ready()) {
      assertThat(System.nanoTime()).as("60 s have passed").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static boolean claimedAgain(EngineNode node) {
    return node.engine.status().claims() > 1;
  }

  private static Map<String, Integer> load(
      EngineNode node, String name, int atLeast, BooleanSupplier enough) {
    Map<String, Integer> replies = new HashMap<>();
    for (int i = 0; i < atLeast || !enough.getAsBoolean(); i++) {
      String text = name + " " + i;
      Subject subject = Subject.of("s" + i % 3);
      replies.put(text, get(node.submit(new Add(subject, text, 1))).reply());
    }
    return replies;
  }

  private static State stateAtTheEnd(EngineNode node) {
    get(node.engine.confirm());
    return node.view.snapshot().state();
  }

  private static Map<String, Integer> idsByText(State state) {
    Map<String, Integer> ids = new HashMap<>();
    for (Subject subject : state.subjects()) {
      for (SchemaVersion version : state.versions(subject)) {
        ids.put(version.content().text(), version.id());
      }
    }
    return ids;
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(90, TimeUnit.SECONDS).join();
  }
}
