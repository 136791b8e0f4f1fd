package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.RunningRegistry;
import dev.stele.it.fixture.TestRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many clients that register the same and different schemas in the same subjects at once. */
@Timeout(180)
class ConcurrencyTest {
  private static final int THREADS = 32;
  private static final int SUBJECTS = 4;
  private static final int ROUNDS = 12;

  @RegisterExtension
  static final RunningRegistry stele =
      new RunningRegistry(Map.of("schema.compatibility.level", "none"));

  private final Map<String, Set<Integer>> idsByText = new ConcurrentSkipListMap<>();

  @Test
  void register_fromManyThreads_oneIdPerTextAndNoGaps() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier round = new CyclicBarrier(THREADS);
      List<Future<Void>> running = new ArrayList<>();
      for (int client = 0; client < THREADS; client++) {
        running.add(clients.submit(registrations(client, round)));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }

    assertThat(idsByText.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    Set<Integer> ids = new TreeSet<>();
    idsByText.values().forEach(ids::addAll);
    assertThat(ids).hasSameSizeAs(idsByText.keySet()).containsExactlyElementsOf(oneTo(ids.size()));
    for (int subject = 0; subject < SUBJECTS; subject++) {
      JsonNode versions = stele.http().get("/subjects/s" + subject + "/versions").json();
      assertThat(numbers(versions)).isEqualTo(oneTo(textsOf(subject).size()));
    }
    try (TestRegistry second = TestRegistry.start(stele.kafka().bootstrapServers());
        HttpConnection http = second.connect()) {
      assertThat(everything(http)).isEqualTo(everything(stele.http()));
    }
  }

  /** In every round a quarter of the clients have the same text, and every second one is new. */
  private Callable<Void> registrations(int client, CyclicBarrier round) {
    return () -> {
      try (HttpConnection http = stele.registry().connect()) {
        for (int i = 0; i < ROUNDS; i++) {
          round.await();
          for (String name : List.of("Shared" + i + "_" + client % 4, "Own" + i + "_" + client)) {
            register(http, client % SUBJECTS, name);
          }
        }
      }
      return null;
    };
  }

  private void register(HttpConnection http, int subject, String name) {
    String schema = "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[]}";
    String request = JsonNodeFactory.instance.objectNode().put("schema", schema).toString();

    Answer answer = http.post("/subjects/s" + subject + "/versions", request);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    int id = answer.json().path("id").intValue();
    idsByText.computeIfAbsent(schema, text -> new ConcurrentSkipListSet<>()).add(id);
    // Whoever registers can read at once.
    assertThat(http.get("/schemas/ids/" + id).json().path("schema").textValue()).isEqualTo(schema);
  }

  private static Set<String> textsOf(int subject) {
    Set<String> names = new TreeSet<>();
    for (int client = subject; client < THREADS; client += SUBJECTS) {
      for (int i = 0; i < ROUNDS; i++) {
        names.add("Shared" + i + "_" + client % 4);
        names.add("Own" + i + "_" + client);
      }
    }
    return names;
  }

  private Map<String, JsonNode> everything(HttpConnection http) {
    Map<String, JsonNode> answers = new TreeMap<>();
    for (int subject = 0; subject < SUBJECTS; subject++) {
      String versions = "/subjects/s" + subject + "/versions";
      answers.put(versions, http.get(versions).json());
      for (int version : numbers(answers.get(versions))) {
        String path = versions + "/" + version;
        answers.put(path, http.get(path).json());
      }
    }
    for (int id = 1; id <= idsByText.size(); id++) {
      String path = "/schemas/ids/" + id + "/versions";
      answers.put(path, http.get(path).json());
    }
    return answers;
  }

  private static List<Integer> numbers(JsonNode array) {
    List<Integer> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.intValue()));
    return numbers;
  }

  private static List<Integer> oneTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
