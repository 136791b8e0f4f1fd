package dev.stele.it.log;

import dev.stele.it.fixture.TestKafka;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogContract;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.Position;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** {@link LogContract} on a broker. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaLogTest implements LogContract {
  private final TestKafka kafka = TestKafka.start();
  private KafkaLogs logs = new KafkaLogs(kafka.bootstrapServers());

  @Override
  public Log log(Node node) {
    return logs.open(node);
  }

  @Override
  public List<LogRecord> read(LogTopic topic, Position until) {
    return logs.read(topic, until);
  }

  @BeforeEach
  void openNewTopics() {
    logs.close();
    logs = new KafkaLogs(kafka.bootstrapServers());
  }

  @AfterAll
  void stop() {
    logs.close();
    kafka.close();
  }
}
