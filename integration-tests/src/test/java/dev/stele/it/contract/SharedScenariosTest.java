package dev.stele.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.fixture.RunningRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations with the reference implementation, held again with this one. */
@Timeout(300)
class SharedScenariosTest {
  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  /**
   * The one known difference: a client that accepts gzip but prefers deflate gets the answer as it
   * is, because the HTTP server weighs the two before it looks which of them it has.
   */
  private static final Map<String, List<String>> DIFFERENCES =
      Map.of("http/gzip", List.of("header Content-Encoding: expected gzip but was none"));

  static Stream<Scenario> scenarios() {
    return Recordings.lines("scenarios").stream().map(Scenario::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void everyAnswer_isTheRecordedOne(Scenario scenario) {
    List<String> known = DIFFERENCES.getOrDefault(scenario.toString(), List.of());

    assertThat(Conversation.differences(stele.http(), scenario))
        .hasSameSizeAs(known)
        .allSatisfy(one -> assertThat(known).anySatisfy(end -> assertThat(one).endsWith(end)));
  }
}
