package dev.stele.schema.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Format;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the reference accepted, stored and refused, as it is and normalized. */
final class RecordedTextsTest {
  @TestFactory
  Stream<DynamicTest> text_asRecorded() {
    return Formats.recordings("parse")
        .map(line -> DynamicTest.dynamicTest(line.get("id").asText(), () -> check(line)));
  }

  private static void check(JsonNode line) {
    JsonNode plain = line.get("plain");
    JsonNode normalized = line.get("normalized");
    if (plain.path("message").asText().equals("Empty schema")) {
      return; // said by the server, which for a blank text takes the latest version's
    }
    Format format = Formats.of(line);
    SchemaSource source = new SchemaSource(format.type(), line.get("schema").asText(), List.of());
    check(plain, source, () -> format.parse(source, Strictness.NEW));
    check(
        normalized.isTextual() ? plain : normalized,
        source,
        () -> {
          // Registering looks the schema up first, without the strict rules.
          format.parse(source, Strictness.SENT).normalized();
          return format.parse(source, Strictness.NEW).normalized();
        });
  }

  private interface Parse {
    ParsedSchema parse();
  }

  private static void check(JsonNode recorded, SchemaSource source, Parse parse) {
    if (recorded.get("accepted").asBoolean()) {
      String text = parse.parse().canonicalText();
      assertThat(text).isEqualTo(recorded.get("schema").asText());
      assertThat(Guids.of(text, List.of())).isEqualTo(recorded.get("guid").asText());
    } else {
      InvalidSchemaException refusal =
          catchThrowableOfType(InvalidSchemaException.class, parse::parse);
      assertThat(refusal).as("accepted").isNotNull();
      String message = recorded.get("message").asText();
      assertThat(Recordings.masked(refusal.getMessage()))
          .isEqualTo(Recordings.details(message, source));
      assertThat(refusal.phase())
          .isEqualTo(message.startsWith("Invalid schema of type ") ? Phase.PARSE : Phase.VALIDATE);
    }
  }
}
