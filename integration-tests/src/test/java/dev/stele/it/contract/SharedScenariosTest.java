package dev.stele.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.fixture.RunningRegistry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations with the reference implementation, held again with this one. */
@Timeout(300)
class SharedScenariosTest {
  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  static Stream<Scenario> scenarios() {
    return Recordings.lines("scenarios").stream().map(Scenario::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void everyAnswer_isTheRecordedOne(Scenario scenario) {
    assertThat(Conversation.differences(stele.http(), scenario)).isEmpty();
  }
}
