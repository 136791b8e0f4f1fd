package dev.stele.schema.json;

import static dev.stele.schema.json.JsonSources.DRAFT_2020_12;
import static dev.stele.schema.json.JsonSources.DRAFT_4;
import static dev.stele.schema.json.JsonSources.DRAFT_7;
import static dev.stele.schema.json.JsonSources.parse;
import static dev.stele.schema.json.JsonSources.reference;
import static dev.stele.schema.json.JsonSources.sameMeaning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.SchemaSource.Dependency;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@code $ref} means: each one here leads to a string, or nowhere. */
final class DocumentsTest {
  private static final String STRING = "{'type':'string'}";

  /** A schema with one property that refers to something. */
  private static String referring(String draft, String ref, String rest) {
    return "{'$schema':'%s','properties':{'p':{'$ref':'%s'}}%s}".formatted(draft, ref, rest);
  }

  private static String old(String ref, String rest) {
    return referring(DRAFT_7, ref, rest);
  }

  private static String modern(String ref, String rest) {
    return referring(DRAFT_2020_12, ref, rest);
  }

  static Stream<Arguments> withinTheText() {
    return Stream.of(
        arguments("a pointer", old("#/definitions/T", ",'definitions':{'T':" + STRING + "}")),
        arguments(
            "a slash at the end", old("#/definitions/T/", ",'definitions':{'T':" + STRING + "}")),
        arguments("into an unknown keyword", old("#/x/1/y", ",'x':[0,{'y':" + STRING + "}]")),
        arguments("an escaped slash", old("#/x/a~1b", ",'x':{'a/b':" + STRING + "}")),
        arguments("an escaped tilde", old("#/x/a~01b", ",'x':{'a~1b':" + STRING + "}")),
        arguments("an escaped blank", old("#/x/a%20b+c", ",'x':{'a b+c':" + STRING + "}")),
        arguments(
            "old keyword by the new", old("#/$defs/T", ",'definitions':{'T':" + STRING + "}")),
        arguments(
            "old keyword by the new, 2020-12",
            modern("#/$defs/T", ",'definitions':{'T':" + STRING + "}")),
        arguments("an $id", old("http://x/t", ",'x':{'$id':'http://x/t','type':'string'}")),
        arguments(
            "an id, draft 4",
            referring(DRAFT_4, "http://x/t", ",'x':{'id':'http://x/t','type':'string'}")),
        arguments(
            "an $id relative to another",
            old("t", ",'$id':'http://x/a','x':{'$id':'http://x/t','type':'string'}")),
        arguments(
            "an $id under an $id",
            old("http://x/b/t", ",'x':{'$id':'http://x/b/','y':{'$id':'t','type':'string'}}")),
        arguments("a name in a text", old("#foo", ",'x':{'$id':'#foo','type':'string'}")),
        arguments(
            "a name in a text with an $id",
            old("#foo", ",'$id':'http://x/a','x':{'$id':'#foo','type':'string'}")),
        arguments("an $anchor", modern("#foo", ",'$defs':{'T':{'$anchor':'foo','type':'string'}}")),
        arguments(
            "an $anchor by its whole name",
            modern(
                "http://x/a#foo",
                ",'$id':'http://x/a','$defs':{'T':{'$anchor':'foo','type':'string'}}")),
        arguments(
            "a pointer from an $id",
            modern(
                "t#/$defs/U",
                ",'$id':'http://x/a','$defs':{'T':{'$id':'t','$defs':{'U':" + STRING + "}}}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withinTheText")
  void ref_withinTheText_isFollowed(String name, String text) {
    assertThat(sameMeaning(parse(text), parse("{'properties':{'p':" + STRING + "}}"))).isTrue();
  }

  static Stream<Arguments> toReferences() {
    return Stream.of(
        arguments("its name", old("a.json", ""), reference("a.json", STRING)),
        arguments("its name, 2020-12", modern("a.json", ""), reference("a.json", STRING)),
        arguments("dots as in the name", old("./a.json", ""), reference("./a.json", STRING)),
        arguments("dots as in the name, 2020-12", modern("../a", ""), reference("../a", STRING)),
        arguments("dots, 2020-12", modern("./a.json", ""), reference("a.json", STRING)),
        arguments("an empty fragment", old("a.json#", ""), reference("a.json", STRING)),
        arguments(
            "a pointer into it",
            modern("a.json#/$defs/T", ""),
            reference("a.json", "{'definitions':{'T':" + STRING + "}}")),
        arguments(
            "a name relative to the $id",
            old("a.json", ",'$id':'http://x/m.json'"),
            reference("http://x/a.json", STRING)),
        arguments(
            "both relative to the $id",
            modern("a.json", ",'$id':'http://x/m.json'"),
            reference("a.json", STRING)),
        arguments("its own $id", old("http://x/t", ""), reference("a", id("http://x/t", STRING))),
        arguments("an opaque name", old("urn:x:a", ""), reference("urn:x:a", STRING)));
  }

  private static String id(String id, String schema) {
    return "{'$id':'" + id + "'," + schema.substring(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("toReferences")
  void ref_toAReference_isFollowed(String name, String text, Dependency dependency) {
    assertThat(sameMeaning(parse(text, dependency), parse("{'properties':{'p':" + STRING + "}}")))
        .isTrue();
  }

  @Test
  void ref_fromReferenceToReference_isRelativeToTheFirst() {
    JsonSchema schema =
        parse(old("dir/a", ""), reference("dir/b", STRING), reference("dir/a", list("b")));

    assertThat(sameMeaning(schema, parse("{'properties':{'p':" + listOfStrings() + "}}"))).isTrue();
  }

  @Test
  void pointer_insideAnId_startsAtTheTopInOldDraftsAndAtTheIdInNewOnes() {
    String text =
        "'properties':{'p':{'$id':'http://x/t','type':'array','items':{'$ref':'#/$defs/T'},"
            + "'$defs':{'T':{'type':'string'}}}},'$defs':{'T':{'type':'integer'}}}";
    JsonSchema strings = parse("{'properties':{'p':" + listOfStrings() + "}}");
    JsonSchema integers =
        parse("{'properties':{'p':" + listOfStrings().replace("string", "integer") + "}}");

    assertThat(sameMeaning(parse("{" + text), integers)).isTrue();
    assertThat(sameMeaning(parse("{'$schema':'" + DRAFT_2020_12 + "'," + text), strings)).isTrue();
  }

  private static String list(String ref) {
    return "{'type':'array','items':{'$ref':'" + ref + "'}}";
  }

  private static String listOfStrings() {
    return "{'type':'array','items':" + STRING + "}";
  }

  @Test
  void ref_fromAReferenceToTheText_isFollowed() {
    JsonSchema schema =
        parse(
            old("a", ",'$id':'http://x/m','definitions':{'T':" + STRING + "}"),
            reference("a", list("http://x/m#/definitions/T")));

    assertThat(sameMeaning(schema, parse("{'properties':{'p':" + listOfStrings() + "}}"))).isTrue();
  }

  @Test
  void reference_ofAnotherOldDraft_isReadInItsOwn() {
    String bound = "'type':'number','maximum':5,'exclusiveMaximum':true}";
    JsonSchema schema =
        parse(old("a", ""), reference("a", "{'$schema':'" + DRAFT_4 + "'," + bound));

    assertThat(sameMeaning(schema, parse("{'properties':{'p':{'$schema':'" + DRAFT_4 + "'}}}")))
        .isFalse();
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> parse(old("a", ""), reference("a", "{" + bound)));
  }

  @Test
  void ref_toTheDraftItself_isKnown() {
    JsonSchema schema = parse(old("http://json-schema.org/draft-07/schema#", ""));

    assertThat(sameMeaning(schema, schema)).isTrue();
    assertThat(sameMeaning(schema, parse("{'properties':{'p':" + STRING + "}}"))).isFalse();
  }

  @Test
  void ref_toTheTop_isTheWholeTextInsideOfASchemaWithAnIdentifier() {
    String text = "{'properties':{'q':{%s'properties':{'p':{'$ref':'#'}}}},'maxProperties':1}";

    assertThat(sameMeaning(parse(text.formatted("'$id':'http://x/q',")), parse(text.formatted(""))))
        .isTrue();
  }

  @Test
  void ref_toANameNobodyDefines_isTheWholeTextInOldDrafts() {
    JsonSchema schema = parse(old("#nobody", ""));

    assertThat(sameMeaning(schema, parse(old("#", "")))).isTrue();
    assertThat(sameMeaning(schema, parse("{'properties':{'p':" + STRING + "}}"))).isFalse();
  }

  @Test
  void unusedReference_notASchema_doesNoHarm() {
    assertThat(parse(STRING, reference("a", "message A {}")).canonicalText())
        .isEqualTo("{\"type\":\"string\"}");
  }

  static Stream<Arguments> nowhere() {
    Dependency a = reference("a.json", STRING);
    return Stream.of(
        arguments(old("#/x", ""), a, "nothing is at $ref \"#/x\", at #/properties/p"),
        arguments(old("#/x/1", ",'x':[0]"), a, "nothing is at $ref \"#/x/1\""),
        arguments(old("#/definitions/T", ",'$defs':{'T':{}}"), a, "nothing is at $ref"),
        arguments(old("a.json#/x", ""), a, "nothing is at $ref \"a.json#/x\""),
        arguments(modern("#nobody", ""), a, "nothing is at $ref \"#nobody\""),
        arguments(old("b.json", ""), a, "nothing is fetched, at #/properties/p"),
        arguments(old("./a.json", ""), a, "nothing is fetched"),
        arguments(modern("a.json", ""), reference("./a.json", STRING), "nothing is fetched"),
        arguments(old("http://x/a.json", ""), a, "nothing is fetched"),
        arguments(old("file:///etc/passwd", ""), a, "nothing is fetched"),
        arguments(old("", ""), a, "$ref is empty"),
        arguments(old("http://[x", ""), a, "\"http://[x\" is not a URI"),
        arguments(old("a b", ""), a, "\"a b\" is not a URI"),
        arguments("{'$id':'a b'}", a, "\"a b\" is not a URI"),
        arguments("{'$schema':7}", a, "$schema is not a string"),
        arguments(
            old("b", ""),
            reference("b", "message"),
            "reference \"b\" cannot be used: Unrecognized token"),
        arguments("{'$schema':'" + DRAFT_2020_12 + "','$ref':'#'}", a, "only back to itself"),
        arguments("{'$schema':'" + DRAFT_2020_12 + "','$id':'#x'}", a, "$id has a fragment"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nowhere")
  void ref_nowhere_isRefusedWithAReason(String text, Dependency dependency, String reason) {
    assertThatExceptionOfType(InvalidSchemaException.class)
        .isThrownBy(() -> parse(text, dependency))
        .withMessage("Invalid JSON")
        .satisfies(refusal -> assertThat(refusal.phase()).isEqualTo(Phase.VALIDATE))
        .satisfies(refusal -> assertThat(refusal.reason()).contains(reason));
  }
}
