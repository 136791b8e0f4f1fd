package dev.stele.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.RunningRegistry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single texts, registered as they are and in normal form: what is stored, or the refusal. */
@Timeout(300)
class TextsTest {
  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  static Stream<Text> texts() {
    return Recordings.lines("texts").stream().map(Text::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void register_text_isAnsweredAsRecorded(Text text) {
    assertThat(answer(text, text.id(), "")).isEqualTo(text.plain());
    assertThat(answer(text, text.normalizedSubject(), "?normalize=true"))
        .isEqualTo(text.normalized());
  }

  private static String answer(Text text, String subject, String query) {
    String body =
        Recordings.JSON
            .createObjectNode()
            .put("schema", text.schema())
            .put("schemaType", text.type())
            .toString();
    Answer answer = stele.http().post("/subjects/" + subject + "/versions" + query, body);
    return answer.status() == 200
        ? stored(answer.json())
        : answer.status() + " " + answer.errorCode() + " " + masked(answer.message());
  }

  private static String stored(JsonNode answer) {
    return answer.required("schemaType").asText()
        + " "
        + answer.required("guid").asText()
        + " "
        + answer.required("schema").asText();
  }

  /** A name that Avro makes up, with a number that grows while a process lives. */
  private static String masked(String message) {
    return message.replaceAll("UnresolvedSchema_\\d+", "UnresolvedSchema_#");
  }

  /**
   * A recorded text.
   *
   * @param plain the answer to its registration
   * @param normalized the answer to that with {@code normalize=true}
   */
  private record Text(String id, String type, String schema, String plain, String normalized) {
    static Text of(JsonNode line) {
      String id = line.required("id").asText();
      String plain = told(line.required("plain"));
      JsonNode normalized = line.required("normalized");
      return new Text(
          id,
          line.required("format").asText(),
          line.required("schema").asText(),
          plain,
          normalized.isTextual()
              ? plain.replace("subject=" + id + ",", "subject=" + id + "-n,")
              : told(normalized));
    }

    /** The one it was recorded for. */
    String normalizedSubject() {
      return id + "-n";
    }

    private static String told(JsonNode answer) {
      return answer.required("accepted").asBoolean()
          ? stored(answer)
          : answer.required("status").asInt()
              + " "
              + answer.required("error_code").asInt()
              + " "
              + answer.required("message").asText();
    }

    @Override
    public String toString() {
      return id;
    }
  }
}
