package dev.stele.schema.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Compatibility;
import dev.stele.schema.Compatibility.Version;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.conformance.Subjects.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Verdicts and messages for pairs of schemas and for histories, as the reference gave them. Where
 * it crashed instead, a verdict is wanted all the same, whatever it is.
 */
final class RecordedPairsTest {
  @TestFactory
  Stream<DynamicTest> avroPair_asRecorded() {
    return pairs("avro-pairs");
  }

  @TestFactory
  Stream<DynamicTest> jsonPair_asRecorded() {
    return pairs("json-pairs");
  }

  @TestFactory
  Stream<DynamicTest> protobufPair_asRecorded() {
    return pairs("protobuf-pairs");
  }

  @TestFactory
  Stream<DynamicTest> history_asRecorded() {
    return Formats.recordings("history")
        .map(line -> DynamicTest.dynamicTest(line.get("id").asText(), () -> checkHistory(line)));
  }

  private static Stream<DynamicTest> pairs(String file) {
    return Formats.recordings(file)
        .map(pair -> DynamicTest.dynamicTest(pair.get("id").asText(), () -> checkPair(pair)));
  }

  private static void checkPair(JsonNode pair) {
    ParsedSchema reader = parseSide(pair, "reader");
    List<Version<ParsedSchema>> history = List.of(new Version<>(1, parseSide(pair, "writer")));
    check(pair.get("backward"), CompatibilityLevel.BACKWARD, reader, history);
    check(pair.get("forward"), CompatibilityLevel.FORWARD, reader, history);
    if (pair.has("full")) {
      check(pair.get("full"), CompatibilityLevel.FULL, reader, history);
    }
    if (pair.has("lenient")) {
      checkLenient(pair, CompatibilityLevel.BACKWARD, reader, history);
      checkLenient(pair, CompatibilityLevel.FORWARD, reader, history);
    }
  }

  private static void checkHistory(JsonNode line) {
    ParsedSchema candidate = parse(line, line.get("reader").asText());
    List<Version<ParsedSchema>> history = new ArrayList<>();
    for (String text : Recordings.strings(line.get("versions"))) {
      history.add(0, new Version<>(history.size() + 1, parse(line, text)));
    }
    assertThat(line.get("levels")).hasSize(CompatibilityLevel.values().length);
    for (CompatibilityLevel level : CompatibilityLevel.values()) {
      check(line.get("levels").get(level.name()), level, candidate, history);
    }
  }

  private static void check(
      JsonNode recorded,
      CompatibilityLevel level,
      ParsedSchema candidate,
      List<Version<ParsedSchema>> history) {
    List<String> messages =
        Compatibility.ofParsed(CompatibilityPolicy.STRICT)
            .check(level, candidate, history)
            .map(
                found -> found.messages(found.version().schema().canonicalText(), List.of(), false))
            .orElse(List.of());
    if (recorded.has("exception")) {
      return;
    }
    assertThat(messages.isEmpty())
        .as(level.name())
        .isEqualTo(recorded.get("compatible").asBoolean());
    List<String> expected = Recordings.strings(recorded.get("messages"));
    if (!candidate.type().equals(SchemaType.JSON)) {
      assertThat(messages).as(level.name()).containsExactlyElementsOf(expected);
    } else {
      // The reference's order is that of a hash table.
      assertThat(messages).as(level.name()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static void checkLenient(
      JsonNode pair,
      CompatibilityLevel level,
      ParsedSchema candidate,
      List<Version<ParsedSchema>> history) {
    JsonNode recorded =
        pair.get("lenient").get(level == CompatibilityLevel.BACKWARD ? "backward" : "forward");
    boolean compatible =
        Compatibility.ofParsed(CompatibilityPolicy.LENIENT)
            .check(level, candidate, history)
            .isEmpty();
    if (recorded.isBoolean()) {
      assertThat(compatible).as("lenient " + level).isEqualTo(recorded.asBoolean());
    }
  }

  private static ParsedSchema parse(JsonNode line, String text) {
    Format format = Formats.of(line);
    return format.parse(new SchemaSource(format.type(), text, List.of()), Strictness.NEW);
  }

  /** Parses one side of a pair, its references taken from the subjects registered before. */
  private static ParsedSchema parseSide(JsonNode pair, String side) {
    Format format = Formats.of(pair);
    Subjects subjects = Subjects.with(format.type(), pair.path("deps"));
    List<Reference> references = subjects.references(pair.path(side + "References")).orElseThrow();
    Registered schema = new Registered(format.type(), pair.get(side).asText(), references);
    return format.parse(subjects.source(schema), Strictness.NEW);
  }
}
