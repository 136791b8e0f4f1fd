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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
    check(plain, line, () -> format.parse(source, Strictness.NEW));
    check(
        normalized.isTextual() ? plain : normalized,
        line,
        () -> {
          // Registering looks the schema up first, without the strict rules.
          format.parse(source, Strictness.STORED).normalized();
          return format.parse(source, Strictness.NEW).normalized();
        });
  }

  private interface Parse {
    ParsedSchema parse();
  }

  private static void check(JsonNode recorded, JsonNode line, Parse parse) {
    if (recorded.get("accepted").asBoolean()) {
      String text = parse.parse().canonicalText();
      assertThat(text).isEqualTo(recorded.get("schema").asText());
      assertThat(guid(text)).isEqualTo(recorded.get("guid").asText());
    } else {
      InvalidSchemaException refusal =
          catchThrowableOfType(InvalidSchemaException.class, parse::parse);
      assertThat(refusal).as("accepted").isNotNull();
      String message = recorded.get("message").asText();
      assertThat(masked(refusal.getMessage())).isEqualTo(details(message, line));
      assertThat(refusal.phase())
          .isEqualTo(message.startsWith("Invalid schema of type ") ? Phase.PARSE : Phase.VALIDATE);
    }
  }

  /** What follows the frame that quotes the request, which the server adds. */
  private static String details(String message, JsonNode line) {
    String frameEnd = ",schema=" + line.get("schema").asText() + ",schemaTags=null,";
    int frame = message.indexOf(frameEnd);
    String unframed =
        "Invalid schema of type %1$s, details: Invalid schema of type %1$s, details: "
            .formatted(line.get("format").asText());
    if (frame < 0 && message.startsWith(unframed)) {
      return message.substring(unframed.length());
    }
    assertThat(frame).as("frame in: %s", message).isNotNegative();
    String rest = message.substring(frame + frameEnd.length());
    String separator = ", details: ";
    return rest.substring(rest.indexOf(separator) + separator.length());
  }

  /** A name that Avro makes up, with a number that grows while a process lives. */
  private static String masked(String message) {
    return message.replaceAll("UnresolvedSchema_\\d+", "UnresolvedSchema_#");
  }

  private static String guid(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder guid = new StringBuilder();
      for (int i = 0; i < digest.length; i++) {
        guid.append(i >= 4 && i <= 10 && i % 2 == 0 ? "-" : "");
        guid.append("%02x".formatted(digest[i]));
      }
      return guid.toString();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
