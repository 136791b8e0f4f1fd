package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.TestRegistry;
import dev.stele.testkit.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A registry whose Kafka goes away and comes back. */
@Timeout(180)
class KafkaOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(50);

  // Not TestKafka: a container that is started again has another port.
  @Test
  void outage_readsGoOnWritesAreRefusedAndBothReturn() {
    try (KafkaBroker broker = KafkaBroker.start();
        TestRegistry registry = TestRegistry.start(broker.bootstrapServers());
        HttpConnection http = registry.connect()) {
      JsonNode before = register(http, "Before").json();

      broker.stop();

      Answer refused =
          until(
              () -> register(http, "During"),
              answer -> answer.status() == 503 && answer.errorCode() == 50301);
      assertThat(refused.message()).isNotBlank();
      assertThat(reasons(http)).anySatisfy(reason -> assertThat(reason).contains("Kafka"));
      assertThat(http.get("/health/live").status()).isEqualTo(200);
      assertThat(http.get("/schemas/ids/" + before.path("id")).json().path("schema"))
          .isEqualTo(before.path("schema"));
      assertThat(http.get("/subjects/outage/versions").text()).isEqualTo("[1]");

      broker.restart();

      Answer after = until(() -> register(http, "After"), answer -> answer.status() == 200);
      assertThat(after.json().path("version").intValue()).isEqualTo(2);
      until(() -> http.get("/health/ready"), answer -> answer.json().path("reasons").isEmpty());
      assertThat(http.get("/subjects/outage/versions").text()).isEqualTo("[1,2]");
    }
  }

  /** What the registry's operator is told. */
  private static List<String> reasons(HttpConnection http) {
    List<String> reasons = new ArrayList<>();
    http.get("/health/ready").json().path("reasons").forEach(one -> reasons.add(one.asText()));
    return reasons;
  }

  /** Asks until the answer is the wanted one; every other one on the way must be a known state. */
  private static Answer until(Supplier<Answer> question, Predicate<Answer> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = question.get();
    while (!wanted.test(answer) && System.nanoTime() < deadline) {
      assertThat(answer.status()).as(answer.toString()).isIn(200, 503);
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    assertThat(answer).matches(wanted);
    return answer;
  }

  private static Answer register(HttpConnection http, String name) {
    String schema =
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\""
            + name
            + "\",\"type\":\"int\",\"default\":0}]}";
    String request = JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
    return http.post("/subjects/outage/versions", request);
  }
}
