package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.PatientClient;
import dev.stele.it.fixture.TestKafka;
import dev.stele.it.fixture.TestRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every node is stopped and started again, one after the other, while clients go on. */
@Timeout(300)
class RollingRestartTest {
  private static final int NODES = 3;
  private static final int CLIENTS = 6;

  private final Map<Integer, String> texts = new ConcurrentSkipListMap<>(); // by id
  private final AtomicInteger written = new AtomicInteger();
  private volatile boolean over;

  @Test
  void restart_ofEachNodeInTurn_losesNoRequest() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    List<TestRegistry> nodes = new ArrayList<>();
    TestKafka kafka = TestKafka.start();
    try {
      for (int i = 0; i < NODES; i++) {
        nodes.add(TestRegistry.start(kafka.bootstrapServers(), Map.of("host.name", "127.0.0.1")));
      }
      List<String> urls = nodes.stream().map(TestRegistry::url).toList();
      List<Future<Void>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(threads.submit(writesAndReads(urls, client)));
      }

      for (TestRegistry node : nodes) {
        awaitMoreWrites(clients);
        node.restart();
      }
      awaitMoreWrites(clients);

      over = true;
      for (Future<Void> client : clients) {
        client.get(); // fails if any of its requests did
      }
      assertThat(texts).hasSize(written.get());
      assertThat(texts.keySet())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, written.get()).boxed().toList());
      for (TestRegistry node : nodes) {
        try (HttpConnection http = node.connect()) {
          texts.forEach(
              (id, text) ->
                  assertThat(http.get("/schemas/ids/" + id).json().path("schema").textValue())
                      .isEqualTo(text));
        }
      }
    } finally {
      over = true;
      threads.shutdownNow();
      nodes.forEach(TestRegistry::close);
      kafka.close();
    }
  }

  private Callable<Void> writesAndReads(List<String> urls, int client) {
    return () -> {
      try (PatientClient http = new PatientClient(urls, client % urls.size())) {
        for (int i = 0; !over; i++) {
          String text =
              "{\"type\":\"record\",\"name\":\"C%d_%d\",\"fields\":[]}".formatted(client, i);
          String request = JsonNodeFactory.instance.objectNode().put("schema", text).toString();

          Answer answer =
              http.send("POST", "/subjects/c" + client + "-" + i + "/versions", request);

          assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
          int id = answer.json().path("id").intValue();
          assertThat(texts.put(id, text)).as("the text that had id " + id).isNull();
          written.incrementAndGet();
          Answer read = http.send("GET", "/schemas/ids/" + id, "");
          assertThat(read.status()).as(read.toString()).isEqualTo(200);
          assertThat(read.json().path("schema").textValue()).isEqualTo(text);
        }
      }
      return null;
    };
  }

  private void awaitMoreWrites(List<Future<Void>> clients) throws Exception {
    int enough = written.get() + 20 * CLIENTS;
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (written.get() < enough) {
      assertThat(System.nanoTime()).as("writes stand still at %s", written).isLessThan(deadline);
      for (Future<Void> client : clients) {
        if (client.isDone()) {
          client.get();
        }
      }
      Thread.sleep(10);
    }
  }
}
