package dev.stele.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.RunningRegistry;
import java.util.ArrayList;
import java.util.Comparator;
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
      Answer registered =
          stele.http().post("/subjects/" + subject + "/versions", history.request(version));
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
                  history.request(history.candidate()));
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      verdicts.put(level, history.verdict(answer.json(), "is_compatible"));
    }

    assertThat(verdicts).isEqualTo(history.verdicts());
  }

  private static void level(String subject, String level) {
    Answer answer = stele.http().put("/config/" + subject, "{\"compatibility\":\"" + level + "\"}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  /** What a level says. */
  private record Verdict(boolean compatible, List<String> messages) {}

  /**
   * A recorded subject.
   *
   * @param verdicts on the candidate, by level
   */
  private record History(
      String id,
      String type,
      List<String> versions,
      String candidate,
      Map<String, Verdict> verdicts) {
    static History of(JsonNode line) {
      History history =
          new History(
              line.path("id").asText(),
              line.path("format").asText(),
              texts(line.path("versions")),
              line.path("reader").asText(),
              new TreeMap<>());
      line.path("levels")
          .properties()
          .forEach(
              level ->
                  history.verdicts.put(
                      level.getKey(), history.verdict(level.getValue(), "compatible")));
      return history;
    }

    /** Messages about Avro have an order; of the others the reference's follows hashes. */
    Verdict verdict(JsonNode answer, String verdict) {
      List<String> messages = texts(answer.required("messages"));
      if (!type.equals("AVRO")) {
        messages.sort(Comparator.naturalOrder());
      }
      return new Verdict(answer.required(verdict).booleanValue(), messages);
    }

    String request(String schema) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("schemaType", type)
          .put("schema", schema)
          .toString();
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
