package dev.stele.schema.json;

import static dev.stele.schema.json.JsonSources.parse;
import static dev.stele.schema.json.JsonSources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, how it is printed, and what refusals say. */
final class JsonFormatTest {
  private static final String DRAFT = "http://json-schema.org/draft-%s/schema#";
  private static final String BROKEN = "{'minLength':'x','title':'T'}";

  private final JsonFormat format = new JsonFormat();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{ 'a' : 1 }|{'a':1}",
        "{'b':1,'a':2,'b':3}|{'b':3,'a':2}",
        "{'a':1}{|{'a':1}",
        "true nonsense|true",
        "{'x':1.0}|{'x':1.0}",
        "{'x':1.10}|{'x':1.10}",
        "{'x':-0}|{'x':0}",
        "{'x':1e400}|{'x':1E+400}",
        "{'x':1e-7}|{'x':1E-7}",
        "{'x':123456789012345678901234567890}|{'x':123456789012345678901234567890}",
        "{'\\u0062':'\\/\\u00e9\\n'}|{'b':'/é\\n'}"
      })
  void canonicalText_ofAText(String text, String canonical) {
    assertThat(parse(text).canonicalText()).isEqualTo(canonical.replace('\'', '"'));
  }

  @Test
  void normalized_sortsKeysEverywhere() {
    assertThat(parse("{'b':[{'d':1,'c':{}}],'a':1,'B':1.0}").normalized().canonicalText())
        .isEqualTo("{'B':1.0,'a':1,'b':[{'c':{},'d':1}]}".replace('\'', '"'));
  }

  @Test
  void equivalent_otherOrderOfKeys_isNot() {
    JsonSchema schema = parse("{'a':1,'b':2}");

    assertThat(schema.equivalent(parse("{'a':1, 'b':2}"))).isTrue();
    assertThat(schema.equivalent(parse("{'b':2,'a':1}"))).isFalse();
    assertThat(schema.normalized().equivalent(parse("{'b':2,'a':1}").normalized())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "{'a':1,}", "{a:1}", "\uFEFF{}", "/* */ {}", "{'a':01}", "nul"})
  void parse_notJson_isRefusedWhileReading(String text) {
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> parse(text))
        .withMessage("Invalid JSON schema")
        .satisfies(refusal -> assertThat(refusal.phase()).isEqualTo(Phase.PARSE))
        .satisfies(refusal -> assertThat(refusal.reason()).isNotEqualTo(refusal.getMessage()));
  }

  @ParameterizedTest
  @CsvSource({"1, NUMBER", "'\"x\"', STRING", "null, NULL", "[], ARRAY"})
  void parse_neitherObjectNorBoolean_isRefused(String text, String found) {
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> parse(text))
        .withMessage(
            "Invalid JSON schema: expected an object or boolean at the root, found " + found)
        .satisfies(refusal -> assertThat(refusal.phase()).isEqualTo(Phase.VALIDATE))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(refusal.getMessage()));
  }

  @Test
  void parse_notANumber_isRefused() {
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> parse("{'x':NaN}"))
        .withMessage("Invalid JSON")
        .satisfies(refusal -> assertThat(refusal.reason()).contains("NaN"));
  }

  @Test
  void parse_refusedKeyword_saysWhichAndWhere() {
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> parse("{'properties':{'a/b':" + BROKEN + "}}"))
        .withMessage("Invalid JSON")
        .satisfies(
            refusal ->
                assertThat(refusal.reason())
                    .contains("minLength", "\"x\"", "at #/properties/a~1b"));
  }

  /** Each of them is accepted in another draft. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "04|'id':1",
        "07|'$id':1",
        "04|'items':true",
        "04|'dependencies':{'a':false}",
        "07|'minLength':2.0",
        "07|'$id':'a b'",
        "2020|'$defs':{'a':1}",
        "2020|'definitions':{'a':1}",
        "2020|'$anchor':'a b'",
        "2020|'$dynamicRef':'#a'",
        "2020|'dependentSchemas':{'a':['b']}",
        "2020|'exclusiveMaximum':true"
      })
  void parse_valueThatTheDraftDoesNotKnow_isRefused(String draft, String keyword) {
    String others = draft.equals("04") ? "07" : "04";
    String accepted = keyword.contains("a b") ? keyword.replace(" ", "") : keyword;

    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> parse(inDraft(draft, keyword)))
        .withMessage("Invalid JSON");
    assertThat(parse(inDraft(others, accepted.replace("2.0", "2"))).canonicalText()).isNotBlank();
  }

  private static String inDraft(String draft, String keyword) {
    String uri = draft.equals("2020") ? JsonSources.DRAFT_2020_12 : DRAFT.formatted(draft);
    return "{'$schema':'" + uri + "'," + keyword + "}";
  }

  @Test
  void parse_storedAndNoSchema_isKeptAndSaysWhyWhenCompared() {
    JsonSchema stored = format.parse(source(BROKEN), Strictness.STORED);
    JsonSchema other = parse("{}");

    assertThat(stored.canonicalText()).isEqualTo(BROKEN.replace('\'', '"'));
    assertThat(stored.normalized().text("resolved")).startsWith("{\"minLength\"");
    assertThat(stored.equivalent(stored)).isTrue();
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> other.incompatibilities(stored, CompatibilityPolicy.STRICT))
        .satisfies(refusal -> assertThat(refusal.reason()).contains("minLength"));
  }

  @Test
  void parse_anotherType_isAMistake() {
    SchemaSource avro = new SchemaSource(SchemaType.AVRO, "{}", List.of());

    assertThatIllegalArgumentException().isThrownBy(() -> format.parse(avro, Strictness.NEW));
  }
}
