package dev.stele.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Compatibility;
import dev.stele.schema.Compatibility.Version;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Verdicts and messages for pairs of schemas and for histories, as the reference gave them. */
final class RecordedPairsTest {
  private final AvroFormat format = new AvroFormat();
  private final Compatibility<ParsedSchema> compatibility = Compatibility.ofParsed();

  @TestFactory
  Stream<DynamicTest> pair_asRecorded() {
    return Recordings.of("avro-pairs").stream()
        .map(pair -> DynamicTest.dynamicTest(pair.get("id").asText(), () -> checkPair(pair)));
  }

  @TestFactory
  Stream<DynamicTest> history_asRecorded() {
    return Recordings.of("history").stream()
        .map(line -> DynamicTest.dynamicTest(line.get("id").asText(), () -> checkHistory(line)));
  }

  private void checkPair(JsonNode pair) {
    ParsedSchema reader = parse(pair, "reader");
    List<Version<ParsedSchema>> history = List.of(new Version<>(1, parse(pair, "writer")));
    check(pair.get("backward"), CompatibilityLevel.BACKWARD, reader, history);
    check(pair.get("forward"), CompatibilityLevel.FORWARD, reader, history);
    if (pair.has("full")) {
      check(pair.get("full"), CompatibilityLevel.FULL, reader, history);
    }
  }

  private void checkHistory(JsonNode line) {
    ParsedSchema candidate = parse(line.get("reader").asText());
    List<Version<ParsedSchema>> history = new ArrayList<>();
    for (String text : Recordings.strings(line.get("versions"))) {
      history.add(0, new Version<>(history.size() + 1, parse(text)));
    }
    assertThat(line.get("levels")).hasSize(CompatibilityLevel.values().length);
    for (CompatibilityLevel level : CompatibilityLevel.values()) {
      check(line.get("levels").get(level.name()), level, candidate, history);
    }
  }

  private void check(
      JsonNode recorded,
      CompatibilityLevel level,
      ParsedSchema candidate,
      List<Version<ParsedSchema>> history) {
    List<String> messages =
        compatibility
            .check(level, candidate, history)
            .map(found -> found.messages(found.version().schema().canonicalText(), false))
            .orElse(List.of());
    assertThat(messages)
        .as(level.name())
        .containsExactlyElementsOf(Recordings.strings(recorded.get("messages")));
    assertThat(messages.isEmpty()).isEqualTo(recorded.get("compatible").asBoolean());
  }

  private ParsedSchema parse(String text) {
    return format.parse(Recordings.source(text), Strictness.NEW);
  }

  /** Parses one side of a pair, its references taken from the subjects registered before. */
  private ParsedSchema parse(JsonNode pair, String side) {
    List<SchemaSource.Dependency> dependencies = new ArrayList<>();
    for (JsonNode reference : pair.path(side + "References")) {
      List<String> versions = new ArrayList<>();
      for (JsonNode registered : pair.get("deps")) {
        if (registered.get("subject").equals(reference.get("subject"))) {
          versions.add(registered.get("schema").asText());
        }
      }
      String text = versions.get(reference.get("version").asInt() - 1);
      dependencies.add(new SchemaSource.Dependency(reference.get("name").asText(), text));
    }
    SchemaSource source =
        Recordings.source(
            pair.get(side).asText(), dependencies.toArray(SchemaSource.Dependency[]::new));
    return format.parse(source, Strictness.NEW);
  }
}
