package dev.stele.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.conformance.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Valid texts broken at random: only the interface's exception may leave the format. */
final class AvroFuzzTest {
  private static final int TRIES = 30_000;
  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "-1",
          "1e999",
          "\"\"",
          "\".\"",
          "\"...\"",
          "[]",
          "{}",
          "[[]]",
          "\\u0000",
          "\"type\"",
          "\"record\"",
          "\"name\":",
          "\"default\":{}",
          "\"order\":\"x\",",
          "99999999999",
          "\"R\"",
          "\"int\"",
          "{\"type\":\"R\"}",
          ",",
          ":",
          "\"",
          "{",
          "}",
          "[",
          "]",
          "//",
          "/*");

  private final AvroFormat format = new AvroFormat();

  @Test
  void parse_brokenTexts_throwsNothingElse() {
    Random random = new Random(20_261_125);
    List<String> texts = new ArrayList<>();
    for (JsonNode line : Recordings.of("parse")) {
      if (line.get("format").asText().equals("AVRO")
          && line.get("plain").get("accepted").asBoolean()) {
        texts.add(line.get("schema").asText());
      }
    }
    AvroSchema previous = format.parse(AvroSources.source("\"int\""), Strictness.NEW);
    int accepted = 0;
    for (int i = 0; i < TRIES; i++) {
      String text = broken(texts.get(random.nextInt(texts.size())), random);
      Strictness strictness = random.nextBoolean() ? Strictness.NEW : Strictness.STORED;
      try {
        AvroSchema schema = format.parse(AvroSources.source(text), strictness);
        accepted++;
        schema.incompatibilities(previous, CompatibilityPolicy.STRICT);
        assertThat(schema.equivalent(schema)).isTrue();
        previous = schema;
        schema.normalized();
      } catch (InvalidSchemaException e) {
        assertThat(e.getMessage()).as(text).isNotBlank();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(text, e);
      }
    }
    assertThat(accepted).isBetween(TRIES / 20, TRIES - TRIES / 20);
  }

  private static String broken(String text, Random random) {
    StringBuilder broken = new StringBuilder(text);
    for (int i = random.nextInt(2); i >= 0; i--) {
      int start = random.nextInt(broken.length() + 1);
      int end = Math.min(broken.length(), start + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> broken.delete(start, end);
        case 1 -> broken.insert(start, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> broken.replace(start, end, PIECES.get(random.nextInt(PIECES.size())));
        default -> broken.insert(random.nextInt(broken.length() + 1), broken.substring(start, end));
      }
    }
    return broken.toString();
  }
}
