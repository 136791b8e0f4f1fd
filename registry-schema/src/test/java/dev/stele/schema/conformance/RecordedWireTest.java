package dev.stele.schema.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Format;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Reference;
import dev.stele.schema.conformance.Subjects.Registered;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The schemas that the reference's serializers registered, and the identities they wrote. */
final class RecordedWireTest {
  @TestFactory
  Stream<DynamicTest> registeredSchema_asRecorded() {
    return Formats.recordings("wire")
        .filter(line -> line.has("registeredSchema"))
        .map(line -> DynamicTest.dynamicTest(line.get("id").asText(), () -> check(line)));
  }

  private static void check(JsonNode line) {
    Format format = Formats.of(line);
    Subjects subjects = Subjects.with(format.type(), line.path("deps"));
    List<Reference> references = subjects.references(line.path("references")).orElseThrow();
    Registered sent = new Registered(format.type(), line.get("schema").asText(), references);

    String text = format.parse(subjects.source(sent), Strictness.NEW).canonicalText();

    assertThat(text).isEqualTo(line.get("registeredSchema").asText());
    assertThat(Guids.of(text, references)).isEqualTo(line.get("guid").asText());
  }
}
