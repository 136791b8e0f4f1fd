package dev.stele.schema.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Compatibility;
import dev.stele.schema.Compatibility.Version;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaType;
import dev.stele.schema.conformance.Subjects.Registered;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Schemas of several files: what the reference registered, refused and found compatible. What a
 * server says without asking a format, as of references that lead nowhere, is left out.
 */
final class RecordedReferencesTest {
  @TestFactory
  Stream<DynamicTest> scenario_asRecorded() {
    return Formats.recordings("references")
        .map(
            line ->
                DynamicTest.dynamicTest(line.get("id").asText(), () -> new Replay().check(line)));
  }

  private static final class Replay {
    private final Subjects subjects = new Subjects();

    void check(JsonNode line) {
      for (JsonNode step : line.get("steps")) {
        switch (step.get("op").asText()) {
          case "register" -> checkRegister(step);
          case "compat" -> checkCompatibility(step);
          case "delete" -> delete(step);
          default -> {}
        }
      }
    }

    private void checkRegister(JsonNode step) {
      JsonNode body = step.get("body");
      boolean normalize = step.get("path").asText().contains("normalize=true");
      Optional<List<Reference>> references = subjects.references(body.path("references"));
      if (references.isEmpty()) {
        assertThat(step.get("status").asInt()).as(step.toString()).isIn(400, 422);
        return;
      }
      Registered sent = registered(body, references.get());
      if (step.get("status").asInt() == 200) {
        checkAccepted(step, sent, normalize);
      } else {
        InvalidSchemaException refusal =
            catchThrowableOfType(InvalidSchemaException.class, () -> parse(sent, normalize));
        assertThat(refusal).as("%s accepted", sent).isNotNull();
        String message = step.get("response").get("message").asText();
        assertThat(Recordings.masked(refusal.getMessage()))
            .isEqualTo(Recordings.details(message, subjects.source(sent)));
      }
    }

    private void checkAccepted(JsonNode step, Registered sent, boolean normalize) {
      JsonNode response = step.get("response");
      String text = parse(sent, normalize).canonicalText();
      // The server may have put them in order, or have found the schema under others.
      List<Reference> kept = subjects.references(response.path("references")).orElseThrow();
      assertThat(text).isEqualTo(response.get("schema").asText());
      assertThat(Guids.of(text, kept)).isEqualTo(response.get("guid").asText());
      assertThat(
              subjects.register(
                  step.get("subject").asText(), new Registered(sent.type(), text, kept)))
          .isEqualTo(response.get("version").asInt());
    }

    private void checkCompatibility(JsonNode step) {
      if (step.get("status").asInt() != 200) {
        return; // there is no such version
      }
      Registered candidate =
          registered(
              step.get("body"),
              subjects.references(step.get("body").path("references")).orElseThrow());
      int number = Integer.parseInt(step.get("path").asText().replaceAll(".*/versions/|\\?.*", ""));
      Registered old = subjects.find(step.get("subject").asText(), number).orElseThrow();
      List<Version<ParsedSchema>> history = List.of(new Version<>(number, parse(old, false)));
      List<String> messages =
          Compatibility.ofParsed(CompatibilityPolicy.STRICT)
              .check(CompatibilityLevel.BACKWARD, parse(candidate, false), history)
              .map(found -> found.messages(old.text(), List.of(), false))
              .orElse(List.of());
      JsonNode response = step.get("response");
      assertThat(messages.isEmpty()).isEqualTo(response.get("is_compatible").asBoolean());
      assertThat(messages)
          .containsExactlyInAnyOrderElementsOf(Recordings.strings(response.get("messages")));
    }

    private void delete(JsonNode step) {
      if (step.get("status").asInt() == 200) {
        subjects.delete(step.get("subject").asText(), step.get("response").asInt());
      }
    }

    private ParsedSchema parse(Registered schema, boolean normalize) {
      Format format = Formats.of(schema.type());
      ParsedSchema parsed = format.parse(subjects.source(schema), Strictness.NEW);
      return normalize ? parsed.normalized() : parsed;
    }

    private static Registered registered(JsonNode body, List<Reference> references) {
      SchemaType type = new SchemaType(body.path("schemaType").asText("AVRO"));
      return new Registered(type, body.get("schema").asText(), references);
    }
  }
}
