package dev.stele.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.RunningRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Subjects with several versions, and what each level says of a further one. */
@Timeout(300)
class HistoryTest {
  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  static Stream<History> histories() {
    return Recordings.lines("history").stream().map(History::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void verdictAndMessages_ofEveryLevel_areTheRecordedOnes(History history) {
    String subject = history.id();
    level(subject, "NONE");
    for (String version : history.versions()) {
      Answer registered = stele.http().post("/subjects/" + subject + "/versions", request(version));
      assertThat(registered.status()).as(registered.toString()).isEqualTo(200);
    }

    Map<String, Verdict> verdicts = new TreeMap<>();
    for (String level : history.verdicts().keySet()) {
      level(subject, level);
      Answer answer =
          stele
              .http()
              .post(
                  "/compatibility/subjects/" + subject + "/versions?verbose=true",
                  request(history.candidate()));
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      verdicts.put(level, Verdict.of(answer.json(), "is_compatible"));
    }

    assertThat(verdicts).isEqualTo(history.verdicts());
  }

  private static void level(String subject, String level) {
    Answer answer = stele.http().put("/config/" + subject, "{\"compatibility\":\"" + level + "\"}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private static String request(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
  }

  /** What a level says. */
  private record Verdict(boolean compatible, List<String> messages) {
    static Verdict of(JsonNode answer, String verdict) {
      return new Verdict(
          answer.required(verdict).booleanValue(), texts(answer.required("messages")));
    }
  }

  /**
   * A recorded subject.
   *
   * @param verdicts on the candidate, by level
   */
  private record History(
      String id, List<String> versions, String candidate, Map<String, Verdict> verdicts) {
    static History of(JsonNode line) {
      Map<String, Verdict> verdicts = new TreeMap<>();
      line.path("levels")
          .properties()
          .forEach(
              level -> verdicts.put(level.getKey(), Verdict.of(level.getValue(), "compatible")));
      return new History(
          line.path("id").asText(),
          texts(line.path("versions")),
          line.path("reader").asText(),
          verdicts);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
