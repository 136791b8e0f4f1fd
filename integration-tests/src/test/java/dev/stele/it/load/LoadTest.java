package dev.stele.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.cluster.LogRecorder;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.RunningRegistry;
import dev.stele.it.fixture.TestRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 200 clients of two nodes, each with requests at random of a seeded sequence. For longer: {@code
 * -Dstele.load.seconds=300}; another sequence: {@code -Dstele.load.seed=7}.
 */
class LoadTest {
  private static final Logger logger = LoggerFactory.getLogger(LoadTest.class);
  private static final int CLIENTS = 200;
  private static final int ROUNDS = 40;
  private static final long SECONDS = Long.getLong("stele.load.seconds", 0);
  private static final long SEED = Long.getLong("stele.load.seed", 1);

  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  private final Ledger ledger = new Ledger();
  private final Set<String> together = new ConcurrentSkipListSet<>();

  @Test
  void whatClientsAreTold_isWhatTheLogSays_andWhatANewNodeReads() throws Exception {
    String kafka = stele.kafka().bootstrapServers();
    Answer mode = stele.http().put("/mode/" + Names.encoded(Names.IMPORTED), mode("IMPORT"));
    assertThat(mode.status()).as(mode.toString()).isEqualTo(200);
    try (LogRecorder recorder = LogRecorder.start(kafka);
        TestRegistry second = TestRegistry.start(kafka)) {
      run(List.of(stele.registry(), second));
      logger.info("Answers: {}", new TreeMap<>(ledger.statuses()));
      long end = recorder.catchUp();
      LoggedState log = LoggedState.of(recorder.records());
      ledger.compareWith(log);

      assertThat(together).hasSize(1);
      assertThat(ledger.complaints()).isEmpty();
      assertThat(log.complaints()).isEmpty();
      try (TestRegistry third = TestRegistry.start(kafka)) {
        Everything first = Everything.of(stele.registry(), log, ledger.offset());
        assertThat(first.differences(Everything.of(third, log, end))).isEmpty();
        assertThat(first.differences(Everything.of(second, log, ledger.offset()))).isEmpty();
        assertThat(first.differences(log)).isEmpty();
      }
    }
  }

  private void run(List<TestRegistry> nodes) throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    CyclicBarrier start = new CyclicBarrier(CLIENTS);
    try {
      List<Future<Void>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(
            threads.submit(client(client, nodes.get(client % nodes.size()), start, deadline)));
      }
      for (Future<Void> client : clients) {
        client.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Void> client(int number, TestRegistry node, CyclicBarrier start, long deadline) {
    Random random = new Random(SEED * CLIENTS + number);
    Requests requests = new Requests(random);
    return () -> {
      try (HttpConnection http = node.connect()) {
        Function<Call, Answer> registry = asking(http, number);
        OwnSubject own = new OwnSubject(number, random, registry, ledger);
        start.await();
        Answer same =
            registry.apply(Call.post("/subjects/together/versions", Format.AVRO.schema(1, false)));
        together.add(same.json().path("id") + " " + same.json().path("version"));
        for (int round = 0; round < ROUNDS || System.nanoTime() < deadline; round++) {
          if (round % 10 == 0) {
            own.step();
          }
          var unused = registry.apply(requests.next());
        }
      }
      return null;
    };
  }

  private Function<Call, Answer> asking(HttpConnection http, int number) {
    int[] count = {0};
    return call -> {
      String request = "c" + number + "-" + count[0]++;
      Map<String, String> headers =
          Map.of("Content-Type", HttpConnection.JSON, "X-Request-ID", request);
      byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
      Answer answer =
          http.send(call.method(), call.path(), headers, body.length == 0 ? null : body);
      ledger.add(request, call, answer);
      return answer;
    };
  }

  private static String mode(String mode) {
    return JsonNodeFactory.instance.objectNode().put("mode", mode).toString();
  }
}
