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

  private static final String INVALID_VERSION =
      "is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"";

  /**
   * What differs on purpose, as {@code docs/differences.md} says: a refused schema leaves no
   * context behind; a missing reference is refused as one, and so is the version of one that is
   * none, where the reference names classes of its own.
   */
  private static final Map<String, List<String>> DIFFERENCES =
      Map.of(
          "register/register-too-large",
          List.of(" but was []"),
          "register/bodies-03",
          List.of("details: Invalid reference: {name='null', subject='null', version=null}"),
          "references/ref-avro-bad",
          List.of(INVALID_VERSION, INVALID_VERSION),
          "references/ref-proto-bad",
          List.of(INVALID_VERSION, INVALID_VERSION));

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
