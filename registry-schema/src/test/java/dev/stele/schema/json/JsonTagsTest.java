package dev.stele.schema.json;

import static dev.stele.schema.hostile.Soon.soon;
import static dev.stele.schema.json.JsonSources.DRAFT_2020_12;
import static dev.stele.schema.json.JsonSources.parse;
import static dev.stele.schema.tags.Edits.edits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.UnknownEntityException;
import dev.stele.schema.tags.Edits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTagsTest {
  /** Each property is one way to nest, with a property {@code x} inside. */
  private static final String NESTED =
      """
      {'type':'object','properties':{\
      'o':{'type':'object','properties':{'x':{'type':'string'}}},\
      'arr':{'type':'array','items':{'type':'object','properties':{'x':{}}}},\
      'alt':{'oneOf':[{'type':'object','properties':{'x':{}}},{'type':'null'}]},\
      'nullable':{'type':['object','null'],'properties':{'x':{}}},\
      'both':{'type':'object','properties':{'x':{}},'anyOf':[{'required':['x']}]},\
      'cond':{'if':{'properties':{'x':{}}},'then':{'properties':{'x':{}}}},\
      'not':{'not':{'type':'object','properties':{'x':{}}}},\
      'a.b':{'type':'integer'},\
      'definitions':{'type':'string'},\
      'ref':{'$ref':'#/definitions/D'}},\
      'definitions':{'D':{'type':'object','properties':{'x':{}}}}}""";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "record object",
        "field object.o",
        "field object.o.object.x",
        "field object.arr.array.object.x",
        "record object.arr.array.object",
        "field object.alt.oneof.1.object.x",
        "record object.alt.oneof.1.object",
        "field object.nullable.anyof.1.object.x",
        "field object.both.allof.1.object.x",
        "field object.cond.conditional.if.object.x",
        "field object.cond.conditional.then.object.x",
        "field object.not.not.object.x",
        "field object.a.b",
        "field object.definitions",
        "field object.ref",
        "field object.definitions.D.object.x",
        "record object.definitions.D.object",
      })
  void tags_areReadUnderThePathTheyWerePutOn(String entity) {
    JsonSchema schema = parse(NESTED);

    JsonSchema tagged = parse(schema.tagged(edits(entity + " +A +B")));

    assertThat(Edits.read(tagged)).isEqualTo(entity + " A B\n");
    assertThat(tagged.tagged(edits(entity + " -A -B"))).isEqualTo(schema.canonicalText());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "record object.o,               field object.o",
    "record object.o.object,        field object.o",
    "record object.both.allof.1.object, field object.both",
    "field object.definitions.D,    record object.definitions.D.object",
  })
  void tagged_byAnotherPath(String written, String read) {
    JsonSchema tagged = parse(parse(NESTED).tagged(edits(written + " +T")));

    assertThat(Edits.read(tagged)).isEqualTo(read + " T\n");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "field object",
        "field .object.o",
        "field object.missing",
        "field o",
        "record array",
        "field object.a",
        "field object.alt.oneof.2.object.x",
        "field object.ref.object.x",
        "field ",
      })
  void tagged_nothingOfThatPath(String entity) {
    assertThatThrownBy(() -> parse(NESTED).tagged(edits(entity + " +T")))
        .isInstanceOf(UnknownEntityException.class)
        .hasMessage("No matching path '%s' found in the schema".formatted(entity.split(" ", 2)[1]));
  }

  @Test
  void tagged_keepsThePlaceOfTagsThatAreThere() {
    JsonSchema schema =
        parse("{'properties':{'a':{'confluent:tags':['A'],'default':1.0,'type':'number'}}}");

    assertThat(schema.tagged(edits("field object.a +B -A")))
        .isEqualTo(
            "{'properties':{'a':{'confluent:tags':['B'],'default':1.0,'type':'number'}}}"
                .replace('\'', '"'));
  }

  @Test
  void tags_ofWhatIsNoSchema_areNone() {
    assertThat(Edits.read(parse("true"))).isEmpty();
    assertThat(Edits.read(parse("{'enum':[{'confluent:tags':['A']}],'confluent:tags':'A'}")))
        .isEmpty();
    assertThat(Edits.read(parse("{'type':'string','confluent:tags':['A']}"))).isEmpty();
  }

  @Test
  void tags_inNewerDrafts_standBesideReferencesToo() {
    String text =
        """
        {'$schema':'%s','properties':{'r':{'$ref':'#/$defs/D','confluent:tags':['A']}},\
        '$defs':{'D':{'properties':{'x':{'confluent:tags':['B']}}}}}""";

    assertThat(Edits.read(parse(text.formatted(DRAFT_2020_12))))
        .isEqualTo("field object.r A\nfield object.$defs.D.object.x B\n");
  }

  @Test
  void members_areNumberedInAnOrderOfTheirOwn() {
    JsonSchema schema =
        parse(
            """
            {'anyOf':[\
            {'type':'object','title':'b','properties':{'x':{'confluent:tags':['1']}}},\
            {'type':'object','title':'a','properties':{'x':{'confluent:tags':['2']}}},\
            {'type':'object','properties':{'x':{'confluent:tags':['3']},'y':{}}},\
            {'type':'object','properties':{'x':{'confluent:tags':['4']}}}]}""");

    assertThat(Edits.read(schema))
        .isEqualTo(
            """
            field anyof.0.object.x 4
            field anyof.1.object.x 3
            field anyof.2.object.x 2
            field anyof.3.object.x 1
            """);
  }

  @Test
  void tags_ofDeepAndWideTexts_areReadSoon() {
    int depth = 90;
    String deep =
        "{'type':['object','object'],'properties':{'p':".repeat(depth)
            + "{'confluent:tags':['A']}"
            + "}}".repeat(depth);
    JsonSchema schema = parse(deep);

    assertThat(soon(schema::tags)).hasSize(1);
    assertThat(soon(() -> schema.tagged(edits("record anyof.0.object +A")))).contains("\"A\"");
  }

  @Test
  void tags_behindPathsThatAreTooLong_areNotRead() {
    String name = "n".repeat(Entities.MAX_PATH_CHARS);

    assertThat(Edits.read(parse("{'properties':{'%s':{'confluent:tags':['A']}}}".formatted(name))))
        .isEmpty();
  }
}
