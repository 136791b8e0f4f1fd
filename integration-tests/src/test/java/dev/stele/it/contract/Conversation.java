package dev.stele.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.contract.Scenario.Step;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds a recorded conversation with a registry. */
final class Conversation {
  private final HttpConnection http;
  private final Placeholders values;

  private Conversation(HttpConnection http, Placeholders values) {
    this.http = http;
    this.values = values;
  }

  /** Sends every request of a scenario, and says how the answers differ from the recorded ones. */
  static List<String> differences(HttpConnection http, Scenario scenario) {
    String prefix = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 9);
    Conversation conversation = new Conversation(http, new Placeholders(prefix));
    List<String> differences = new ArrayList<>();
    int number = 0;
    for (Step step : scenario.steps()) {
      number++;
      Answer answer = conversation.answer(step);
      for (String difference : Comparison.differences(conversation.values, step, answer)) {
        differences.add("step " + number + ", " + step + ": " + difference);
      }
    }
    return differences;
  }

  private Answer answer(Step step) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (step.body().isPresent() || step.raw().isPresent()) {
      headers.put("Content-Type", HttpConnection.JSON);
    }
    step.headers()
        .forEach(
            (name, value) ->
                value.ifPresentOrElse(
                    text -> headers.put(name, values.fill(text)), () -> headers.remove(name)));
    byte[] body =
        step.body()
            .map(json -> values.fill(json).toString())
            .or(() -> step.raw().map(values::fill))
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .orElse(null);
    return http.send(step.method(), values.fill(step.path()) + query(step), headers, body);
  }

  private String query(Step step) {
    List<String> pairs = new ArrayList<>();
    values
        .fill(step.query())
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              (value.isArray() ? value : List.of(value))
                  .forEach(one -> pairs.add(encode(field.getKey()) + "=" + encode(one.asText())));
            });
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
