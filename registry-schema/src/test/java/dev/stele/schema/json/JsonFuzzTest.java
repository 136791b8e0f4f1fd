package dev.stele.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.hostile.BrokenTexts;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Valid texts broken at random: only the interface's exception may leave the format. */
final class JsonFuzzTest {
  private static final int TRIES = 30_000;
  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "-1",
          "1e999",
          "1E-99999",
          "NaN",
          "\"\"",
          "[]",
          "{}",
          "[[]]",
          "\\u0000",
          "\\ud800",
          "\"$ref\":\"#\",",
          "\"$ref\":\"a.json#/x\",",
          "\"$ref\":\"#/definitions/T\",",
          "\"$id\":\"http://x/y\",",
          "\"$id\":\"a b\",",
          "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",",
          "\"$schema\":\"http://json-schema.org/draft-04/schema#\",",
          "\"definitions\":{\"T\":{}},",
          "\"type\":",
          "\"array\"",
          "\"allOf\":[{}],",
          "\"not\":false,",
          "\"enum\":[],",
          "\"pattern\":\"(\",",
          "\"patternProperties\":{\"(a*)*$\":{}},",
          "\"items\":[],",
          "\"required\":[\"a\"],",
          ",",
          ":",
          "\"",
          "{",
          "}",
          "[",
          "]",
          "//");

  private final JsonFormat format = new JsonFormat();

  @Test
  void parse_brokenTexts_throwsNothingElse() {
    Random random = new Random(20_261_126);
    BrokenTexts texts = new BrokenTexts(SchemaType.JSON, PIECES, random);
    JsonSchema previous = format.parse(source("{}"), Strictness.NEW);
    int accepted = 0;
    for (int i = 0; i < TRIES; i++) {
      String text = texts.next();
      Strictness strictness = random.nextBoolean() ? Strictness.NEW : Strictness.STORED;
      try {
        JsonSchema schema = format.parse(source(text), strictness);
        checkPrinting(schema, strictness);
        accepted++;
        schema.incompatibilities(previous, CompatibilityPolicy.STRICT);
        previous.incompatibilities(schema, CompatibilityPolicy.LENIENT);
        previous = schema;
      } catch (InvalidSchemaException e) {
        assertThat(e.getMessage()).as(text).isNotBlank();
        assertThat(e.reason()).as(text).isNotBlank();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(text, e);
      }
    }
    assertThat(accepted).isBetween(TRIES / 20, TRIES - TRIES / 20);
  }

  private void checkPrinting(JsonSchema schema, Strictness strictness) {
    JsonSchema again = format.parse(source(schema.canonicalText()), strictness);
    JsonSchema normalized = schema.normalized();
    assertThat(again.canonicalText()).isEqualTo(schema.canonicalText());
    assertThat(again.equivalent(schema)).isTrue();
    assertThat(normalized.normalized().canonicalText()).isEqualTo(normalized.canonicalText());
  }

  private static SchemaSource source(String text) {
    return new SchemaSource(SchemaType.JSON, text, List.of());
  }
}
