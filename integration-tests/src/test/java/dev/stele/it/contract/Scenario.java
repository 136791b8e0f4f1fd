package dev.stele.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A recorded conversation: requests in their order, each with the answer it must get. */
record Scenario(String area, String name, List<Step> steps) {
  static Scenario of(JsonNode line) {
    List<Step> steps = new ArrayList<>();
    line.path("steps").forEach(step -> steps.add(Step.of(step)));
    return new Scenario(line.path("area").asText(), line.path("name").asText(), steps);
  }

  @Override
  public String toString() {
    return area + "/" + name;
  }

  /**
   * One request and its answer. All texts may hold {@link Placeholders}.
   *
   * @param path as it goes on the wire, apart from what {@code query} adds
   * @param query names and values that are yet to be encoded
   * @param body what is sent as JSON
   * @param raw what is sent as it is, and need not be JSON
   */
  record Step(
      String method,
      String path,
      JsonNode query,
      Map<String, Optional<String>> headers,
      Optional<JsonNode> body,
      Optional<String> raw,
      Match match,
      Expectation expected) {

    static Step of(JsonNode step) {
      return new Step(
          step.path("method").asText(),
          step.path("path").asText(),
          step.path("query"),
          headers(step.path("headers")),
          Optional.ofNullable(step.get("body")),
          Optional.ofNullable(step.get("raw")).map(JsonNode::asText),
          Match.of(step.path("match")),
          Expectation.of(step.path("expect")));
    }

    private static Map<String, Optional<String>> headers(JsonNode object) {
      Map<String, Optional<String>> headers = new LinkedHashMap<>();
      object
          .properties()
          .forEach(
              field ->
                  headers.put(
                      field.getKey(),
                      Optional.of(field.getValue())
                          .filter(value -> !value.isNull())
                          .map(JsonNode::asText)));
      return headers;
    }

    @Override
    public String toString() {
      String content = body.map(JsonNode::toString).or(this::raw).orElse("");
      return method
          + " "
          + path
          + (query.isMissingNode() ? "" : " " + query)
          + " "
          + (content.length() > 300 ? content.substring(0, 300) + "…" : content);
    }
  }

  /**
   * How an answer is compared.
   *
   * @param statusOnly nothing but the status counts
   * @param only elements of arrays that don't hold this text are not looked at
   * @param unordered the order of arrays does not matter
   * @param anyValue members of objects that must be there, with any value
   */
  record Match(boolean statusOnly, Optional<String> only, boolean unordered, Set<String> anyValue) {
    static Match of(JsonNode match) {
      Set<String> any = new LinkedHashSet<>();
      match.path("any").forEach(name -> any.add(name.asText()));
      return new Match(
          match.path("status").asBoolean(),
          Optional.ofNullable(match.get("only")).map(JsonNode::asText),
          match.path("unordered").asBoolean(),
          any);
    }
  }

  /**
   * What was recorded.
   *
   * @param headers an absent value means that the header must be absent
   * @param text if the body is no JSON
   */
  record Expectation(
      int status,
      Map<String, Optional<String>> headers,
      Optional<JsonNode> body,
      Optional<String> text) {
    static Expectation of(JsonNode expect) {
      return new Expectation(
          expect.path("status").asInt(),
          Step.headers(expect.path("headers")),
          Optional.ofNullable(expect.get("body")),
          Optional.ofNullable(expect.get("text")).map(JsonNode::asText));
    }

    /** Whether the reference failed on the request instead of answering it. */
    boolean crashed() {
      return status == 500
          && body.map(JsonNode::toString).orElse("").contains("Internal Server Error");
    }
  }
}
