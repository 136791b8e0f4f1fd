package dev.stele.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.contract.Scenario.Expectation;
import dev.stele.it.contract.Scenario.Match;
import dev.stele.it.fixture.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares one answer with what was recorded: status, the recorded headers, and the body with the
 * types of its values. Only the order of an object's members is free, and what {@link Match} says.
 *
 * <p>Of what the JSON parser says on a malformed body, the place is free, since each version of the
 * parser words it in its own way. Where the reference crashed, any refusal with a message will do,
 * and any verdict on a comparison.
 */
final class Comparison {
  private final Placeholders values;
  private final Match match;
  private final List<String> differences = new ArrayList<>();

  Comparison(Placeholders values, Match match) {
    this.values = values;
    this.match = match;
  }

  /** What differs, one line each. */
  static List<String> differences(Placeholders values, Scenario.Step step, Answer answer) {
    Comparison comparison = new Comparison(values, step.match());
    comparison.answer(step.expected(), answer);
    return comparison.differences;
  }

  private void answer(Expectation expected, Answer actual) {
    if (expected.crashed()) {
      if (!isVerdict(actual) && !isRefusal(actual)) {
        say("$", "a refusal with a message, or a verdict", actual);
      }
      return;
    }
    if (expected.status() != actual.status()) {
      say("status", expected.status(), actual);
      return;
    }
    if (match.statusOnly()) {
      return;
    }
    expected.headers().forEach((name, value) -> header(name, value, actual));
    expected.text().ifPresent(text -> text("text", text, actual.text()));
    expected.body().ifPresent(body -> value("$", body, actual.json()));
  }

  private static boolean isVerdict(Answer answer) {
    return answer.status() == 200 && answer.json().path("is_compatible").isBoolean();
  }

  private static boolean isRefusal(Answer answer) {
    return answer.status() >= 400 && answer.status() < 500 && !answer.message().isEmpty();
  }

  private void header(String name, Optional<String> expected, Answer answer) {
    Optional<String> actual = answer.header(name.toLowerCase(Locale.ROOT));
    Optional<String> filled = expected.map(values::fill);
    if (!filled.map(Comparison::elements).equals(actual.map(Comparison::elements))) {
      say("header " + name, filled.orElse("none"), actual.orElse("none"));
    }
  }

  /** Lists in headers have no order. */
  private static Set<String> elements(String header) {
    return Arrays.stream(header.split(",", -1)).map(String::trim).collect(Collectors.toSet());
  }

  private void value(String where, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      object(where, expected, actual);
    } else if (expected.isArray() && actual.isArray()) {
      array(where, expected, actual);
    } else if (Placeholders.isNumber(expected)) {
      if (actual.isIntegralNumber()) {
        text(where, expected.textValue(), actual.asText());
      } else {
        say(where, values.fill(expected), actual);
      }
    } else if (expected.isTextual() && actual.isTextual()) {
      text(where, expected.textValue(), actual.textValue());
    } else if (expected.isIntegralNumber() && actual.isIntegralNumber()) {
      if (!expected.bigIntegerValue().equals(actual.bigIntegerValue())) {
        say(where, expected, actual);
      }
    } else if (!expected.equals(actual)) {
      say(where, expected, actual);
    }
  }

  private void object(String where, JsonNode expected, JsonNode actual) {
    Set<String> names = new LinkedHashSet<>();
    for (Iterator<String> name = expected.fieldNames(); name.hasNext(); ) {
      String filled = values.fill(name.next());
      names.add(filled);
    }
    actual.fieldNames().forEachRemaining(names::add);
    JsonNode filled = values.fill(expected);
    for (String name : names) {
      String at = where + "." + name;
      if (!actual.has(name)) {
        say(at, filled.get(name), "absent");
      } else if (!filled.has(name)) {
        say(at, "absent", actual.get(name));
      } else if (name.equals("message") && expected.path("error_code").asInt() == 400) {
        text(at, parserText(expected.get(name)), parserText(actual.get(name)));
      } else if (!match.anyValue().contains(name)) {
        value(at, member(expected, name), actual.get(name));
      }
    }
  }

  // The version of the JSON parser shows in how it names the place.
  private static String parserText(JsonNode message) {
    return message.asText().replaceFirst("\\[Source: .*", "");
  }

  /** The member whose name, filled in, is this. */
  private JsonNode member(JsonNode expected, String filled) {
    for (Iterator<String> name = expected.fieldNames(); name.hasNext(); ) {
      String next = name.next();
      if (values.fill(next).equals(filled)) {
        return expected.get(next);
      }
    }
    throw new IllegalArgumentException(filled);
  }

  private void array(String where, JsonNode expected, JsonNode actual) {
    String only = match.only().map(values::fill).orElse("");
    List<JsonNode> rest = new ArrayList<>();
    for (JsonNode element : actual) {
      if (element.toString().contains(only)) {
        rest.add(element);
      }
    }
    if (expected.size() != rest.size()) {
      say(where, values.fill(expected), rest);
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      JsonNode wanted = expected.get(i);
      JsonNode found =
          match.unordered()
              ? rest.stream()
                  .filter(element -> fits(wanted, element))
                  .findFirst()
                  .orElse(rest.get(0))
              : rest.get(0);
      rest.remove(found);
      value(where + "[" + i + "]", wanted, found);
    }
  }

  private boolean fits(JsonNode expected, JsonNode actual) {
    Comparison trial = new Comparison(values.copy(), match);
    trial.value("", expected, actual);
    return trial.differences.isEmpty();
  }

  private void text(String where, String expected, String actual) {
    values
        .compare(expected, actual)
        .ifPresent(complaint -> differences.add(where + ": " + complaint));
  }

  private void say(String where, Object expected, Object actual) {
    differences.add(where + ": expected " + expected + " but was " + actual);
  }
}
