package dev.stele.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.TestKafka;
import dev.stele.it.fixture.TestRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that tell the others a wrong address: all works, and an operator is told. */
@Timeout(180)
class WrongAddressTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static TestKafka kafka;
  private static TestRegistry good;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
    good = TestRegistry.start(kafka.bootstrapServers(), Map.of("host.name", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    good.close();
    kafka.close();
  }

  @Test
  void addressThatLeadsNowhere_writesGoOnEverywhere() {
    writesAreDoneBeside("nowhere", Map.of("host.name", "no-such-node.invalid"));
  }

  @Test
  void addressOfAnotherNode_writesGoOnEverywhere() {
    String port = Integer.toString(URI.create(good.url()).getPort());

    writesAreDoneBeside("same", Map.of("host.name", "127.0.0.1", "host.port", port));
  }

  private static void writesAreDoneBeside(String subject, Map<String, String> address) {
    try (TestRegistry wrong = TestRegistry.start(kafka.bootstrapServers(), address);
        HttpConnection here = wrong.connect();
        HttpConnection there = good.connect()) {
      awaitRemark(here);
      for (int i = 0; i < 2; i++) {
        good.restart(); // gives the role up: the next write takes it
        assertRegisters(here, subject + "-here-" + i);
        assertRegisters(there, subject + "-there-" + i);
      }
    }
  }

  private static void awaitRemark(HttpConnection node) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = node.get("/health/ready");
    while (!answer.text().contains("host.name") && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      answer = node.get("/health/ready");
    }
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("reasons").path(0).textValue())
        .contains("Other nodes may not reach this one at http://", "host.name", "host.port");
  }

  private static void assertRegisters(HttpConnection node, String subject) {
    String schema = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";
    String request = JsonNodeFactory.instance.objectNode().put("schema", schema).toString();

    Answer answer = node.post("/subjects/" + subject + "/versions", request);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(node.get("/subjects/" + subject + "/versions").text()).isEqualTo("[1]");
  }
}
