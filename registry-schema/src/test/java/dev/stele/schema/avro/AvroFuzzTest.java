package dev.stele.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaType;
import dev.stele.schema.hostile.BrokenTexts;
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
    BrokenTexts texts = new BrokenTexts(SchemaType.AVRO, PIECES, random);
    AvroSchema previous = format.parse(AvroSources.source("\"int\""), Strictness.NEW);
    int accepted = 0;
    for (int i = 0; i < TRIES; i++) {
      String text = texts.next();
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
}
