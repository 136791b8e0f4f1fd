package dev.stele.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.RunningRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas that refer to others: registered, looked up, compared, deleted and refused. */
@Timeout(300)
class ReferencesTest {
  private static final Map<String, String> METHODS =
      Map.of(
          "register", "POST",
          "lookup", "POST",
          "compat", "POST",
          "get", "GET",
          "referencedby", "GET",
          "delete", "DELETE");

  /** Where the reference's message goes on with names of its classes. */
  private static final String OWN_CLASSES = "io.confluent.";

  @RegisterExtension static final RunningRegistry stele = new RunningRegistry();

  static Stream<Scenario> scenarios() {
    return recorded().map(ReferencesTest::scenario);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void everyAnswer_isTheRecordedOne(Scenario scenario) {
    assertThat(Conversation.differences(stele.http(), scenario)).isEmpty();
  }

  @Test
  void messagesWithTheReferencesClasses_areTheKnownOnes() {
    assertThat(recorded().filter(line -> line.toString().contains(OWN_CLASSES)))
        .extracting(line -> line.path("scenario").asText())
        .containsExactly("ref-version-addr-0", "ref-version-addr--2");
  }

  private static Stream<JsonNode> recorded() {
    return Recordings.lines("references").stream();
  }

  private static Scenario scenario(JsonNode line) {
    ObjectNode scenario = Recordings.JSON.createObjectNode();
    scenario
        .put("area", "references")
        .put("name", line.path("id").asText() + " " + line.path("scenario").asText());
    ArrayNode steps = scenario.putArray("steps");
    List<String> ids = new ArrayList<>();
    for (JsonNode recorded : line.path("steps")) {
      ObjectNode step = steps.addObject();
      step.put("method", METHODS.get(recorded.path("op").asText()));
      step.set("path", recorded.path("path"));
      if (recorded.has("body")) {
        step.set("body", recorded.get("body"));
      }
      // The order of messages about other formats than Avro follows the reference's hashes.
      step.putObject("match")
          .put(
              "unordered",
              recorded.path("op").asText().equals("compat")
                  && !line.path("format").asText().equals("AVRO"));
      ObjectNode expect = step.putObject("expect");
      expect.set("status", recorded.path("status"));
      expect.putObject("headers").put("content-type", HttpConnection.JSON);
      expect.set("body", answer(recorded, ids));
    }
    return Scenario.of(scenario);
  }

  /**
   * The recorded answer with placeholders.
   *
   * @param ids the names that ids had in the recording, in order of appearance
   */
  private static JsonNode answer(JsonNode step, List<String> ids) {
    JsonNode answer = step.path("response").deepCopy();
    if (answer instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, list.textNode(placeholder(list.get(i), ids)));
      }
    }
    if (answer instanceof ObjectNode object) {
      if (object.has("id")) {
        object.put("id", placeholder(object.get("id"), ids));
      }
      if (object.has("deleted")) {
        object.put("ts", "{{any:int}}"); // not recorded
      }
      // The reference's counter of the names it makes up is masked in the recording.
      String message =
          object
              .path("message")
              .asText()
              .replace("UnresolvedSchema_#", "UnresolvedSchema_{{any:int}}");
      if (object.has("message")) {
        object.put("message", message);
      }
      if (message.contains(OWN_CLASSES)) {
        object.put("message", message.substring(0, message.indexOf(OWN_CLASSES)) + "{{any:text}}");
      }
    }
    return answer;
  }

  private static String placeholder(JsonNode id, List<String> ids) {
    if (!ids.contains(id.asText())) {
      ids.add(id.asText());
    }
    return "{{id:" + (ids.indexOf(id.asText()) + 1) + "}}";
  }
}
