package dev.stele.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.TestKafka;
import dev.stele.it.fixture.TestRegistry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations with the reference implementation, held again with this one. */
@Timeout(300)
class SharedScenariosTest {
  private static @Nullable TestKafka kafka;
  private static @Nullable TestRegistry registry;
  private static @Nullable HttpConnection http;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
    registry = TestRegistry.start(kafka.bootstrapServers());
    http = registry.connect();
  }

  @AfterAll
  static void stop() {
    http.close();
    registry.close();
    kafka.close();
  }

  static Stream<Scenario> scenarios() {
    return Recordings.lines("scenarios").stream().map(Scenario::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void everyAnswer_isTheRecordedOne(Scenario scenario) {
    assertThat(Conversation.differences(http, scenario)).isEmpty();
  }
}
