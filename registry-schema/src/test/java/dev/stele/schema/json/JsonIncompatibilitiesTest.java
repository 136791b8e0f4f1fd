package dev.stele.schema.json;

import static dev.stele.schema.json.JsonSources.DRAFT_2020_12;
import static dev.stele.schema.json.JsonSources.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.conformance.Recordings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What recordings do not show: keywords they leave out, recursion, and how a finding is told. */
final class JsonIncompatibilitiesTest {
  private static final String ABSENT = "";

  /** Of a keyword's values, what each reader finds in each writer: removed, narrowed or nothing. */
  static Stream<Arguments> rests() {
    String text = "{'type':'string'}";
    return Stream.of(
        arguments(ABSENT, ABSENT, "-"),
        arguments(ABSENT, "true", "-"),
        arguments(ABSENT, "false", "-"),
        arguments(ABSENT, text, "-"),
        arguments("true", ABSENT, "NARROWED"),
        arguments("true", "true", "-"),
        arguments("true", "false", "-"),
        arguments("true", text, "-"),
        arguments("false", ABSENT, "REMOVED"),
        arguments("false", "true", "REMOVED"),
        arguments("false", "false", "-"),
        arguments("false", text, "REMOVED"),
        arguments(text, ABSENT, "NARROWED"),
        arguments(text, "true", "NARROWED"),
        arguments(text, "false", "-"),
        arguments(text, text, "-"));
  }

  @ParameterizedTest
  @MethodSource("rests")
  void unevaluatedProperties_changed_areJudgedByWhatMayBeWritten(
      String reader, String writer, String change) {
    Set<String> expected =
        change.equals("-") ? Set.of() : Set.of("UNEVALUATED_PROPERTIES_" + change);
    JsonSchema reading = object("unevaluatedProperties", reader);
    JsonSchema written = object("unevaluatedProperties", writer);

    assertThat(rules(reading, written)).isEqualTo(expected);
    assertThat(reading.incompatibilities(written, CompatibilityPolicy.LENIENT)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rests")
  void unevaluatedItems_changed_areJudgedByWhatMayBeWritten(
      String reader, String writer, String change) {
    Set<String> expected = change.equals("-") ? Set.of() : Set.of("UNEVALUATED_ITEMS_" + change);
    JsonSchema reading = array("unevaluatedItems", reader);
    JsonSchema written = array("unevaluatedItems", writer);

    assertThat(rules(reading, written)).isEqualTo(expected);
    assertThat(reading.incompatibilities(written, CompatibilityPolicy.LENIENT))
        .hasSize(expected.size());
  }

  @Test
  void unevaluatedSchemas_ofDifferentTypes_areCompared() {
    JsonSchema text = object("unevaluatedProperties", "{'type':'string'}");
    JsonSchema number = object("unevaluatedProperties", "{'type':'number'}");

    assertThat(messages(text, number))
        .containsExactly(
            "{errorType:\"TYPE_CHANGED\", description:\"A type at path '#/unevaluatedProperties' is"
                + " different between the new schema and the old schema'}");
  }

  static Stream<Arguments> contentModels() {
    String closed = "'unevaluatedProperties':false";
    String texts = "'unevaluatedProperties':{'type':'string'}";
    return Stream.of(
        arguments(closed, "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL", ""),
        arguments(
            "'unevaluatedProperties':true", "", "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL"),
        arguments(
            texts,
            "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
            "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"),
        arguments("'additionalProperties':{'type':'integer'}," + texts, "", ""),
        arguments(
            "'additionalProperties':true," + closed,
            "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL",
            ""));
  }

  @ParameterizedTest
  @MethodSource("contentModels")
  void property_addedOrRemoved_isJudgedByUnevaluatedProperties(
      String model, String removed, String added) {
    JsonSchema without = modern("'type':'object'," + model);
    JsonSchema with = modern("'type':'object','properties':{'n':{'type':'integer'}}," + model);

    assertThat(rules(without, with)).isSubsetOf(removed, "TYPE_CHANGED").contains(split(removed));
    assertThat(rules(with, without)).isSubsetOf(added, "TYPE_CHANGED").contains(split(added));
  }

  @Test
  void tuple_longerThanBefore_isJudgedByUnevaluatedItems() {
    String tuple = "'type':'array','prefixItems':[{}%s],'unevaluatedItems':%s";
    JsonSchema open = modern(tuple.formatted("", "true"));
    JsonSchema closed = modern(tuple.formatted("", "false"));

    assertThat(rules(modern(tuple.formatted(",{'type':'null'}", "true")), open))
        .containsExactly("ITEM_ADDED_TO_OPEN_CONTENT_MODEL");
    assertThat(rules(modern(tuple.formatted(",{'type':'null'}", "false")), closed)).isEmpty();
    assertThat(rules(closed, modern(tuple.formatted(",{'type':'null'}", "false"))))
        .containsExactly("ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL");
  }

  @Test
  void recursion_throughOtherDefinitions_isCompatibleUnlessSomethingIsNot() {
    String pair =
        "'$ref':'#/definitions/a','definitions':{"
            + "'a':{'anyOf':[{'type':'null'},{'type':'array','items':{'$ref':'#/definitions/b'}}]},"
            + "'b':{'anyOf':[{'type':'%s'},{'type':'array','items':{'$ref':'#/definitions/a'}}]}}";
    String inline =
        "'$ref':'#/definitions/a','definitions':{'a':{'anyOf':[{'type':'null'},"
            + "{'type':'array','items':{'$ref':'#/definitions/a'}}]}}";

    assertThat(rules(parse("{" + pair.formatted("null") + "}"), parse("{" + inline + "}")))
        .isEmpty();
    assertThat(rules(parse("{" + inline + "}"), parse("{" + pair.formatted("null") + "}")))
        .isEmpty();
    assertThat(rules(parse("{" + pair.formatted("string") + "}"), parse("{" + inline + "}")))
        .containsExactly("COMBINED_TYPE_SUBSCHEMAS_CHANGED");
  }

  @Test
  void assumption_thatTurnsOutWrong_isTakenBack() {
    // That x reads y is assumed within x itself; only the last property says that it does not.
    String list = "{'anyOf':[{'type':'null'},{'$ref':'#'}]}";
    String node = "{'type':'object','properties':{'next':%s,'v':{'type':'%s'}}}";

    assertThat(messages(parse(node.formatted(list, "string")), parse(node.formatted(list, "null"))))
        .anyMatch(message -> message.contains("#/properties/v'"))
        .anyMatch(
            message ->
                message.contains("COMBINED_TYPE_SUBSCHEMAS_CHANGED")
                    && message.contains("'#/properties/next'"));
  }

  @Test
  void members_ofSeveralConstraints_countEachOnceInNewDrafts() {
    // The reference takes each constraint of a member for a member: a string, 'a' and 'b'.
    String text = "'oneOf':[{'type':'string','const':'a'},{'type':'string','const':'b'}%s]";
    JsonSchema one = modern(text.formatted(""));
    JsonSchema other = modern(text.formatted(",{'type':'string'}"));

    assertThat(rules(one, other)).isEmpty();
    assertThat(rules(other, one)).isEmpty();
  }

  @Test
  void found_ofLimit_tellsPlaceAndValuesOfBoth() {
    JsonSchema narrow = parse("{'properties':{'a':{'type':'string','maxLength':3}}}");
    JsonSchema wide = parse("{'properties':{'a':{'type':'string','maxLength':5}}}");

    Incompatibility found = only(narrow, wide);

    assertThat(found.reader())
        .isEqualTo(new Incompatibility.Place("#/properties/a/maxLength", "3"));
    assertThat(found.writer())
        .isEqualTo(new Incompatibility.Place("#/properties/a/maxLength", "5"));
    assertThat(found.rule().sentence(found, Direction.FORWARD))
        .isEqualTo(
            "The value at '#/properties/a/maxLength' is 3 in the old schema, which is less than 5"
                + " in the new schema.");
    assertThat(found.rule().fix(found, Direction.FORWARD))
        .hasValue("Put back what was at '#/properties/a/maxLength': 3");
    assertThat(found.rule().fix(found, Direction.BACKWARD))
        .hasValue("Put back what was at '#/properties/a/maxLength': 5");
  }

  @Test
  void fix_ruleThatLenientDoesNotMind_saysSo() {
    JsonSchema old = parse("{'type':'object','properties':{'a':{}}}");
    JsonSchema more = parse("{'type':'object','properties':{'a':{},'b':{'type':'string'}}}");

    Incompatibility found = only(more, old);

    assertThat(found.rule().fix(found, Direction.BACKWARD))
        .hasValue(
            "Leave out what is at '#/properties/b'."
                + " (compatibilityPolicy LENIENT would accept it as it is)");
  }

  @Test
  void found_ofRequiredProperty_suggestsDefault() {
    String closed = "{'properties':{%s},'additionalProperties':false%s}";
    JsonSchema with = parse(closed.formatted("'a/b':{'type':'null'}", ",'required':['a/b']"));

    Incompatibility found = only(with, parse(closed.formatted("", "")));

    assertThat(found.detail()).isEqualTo("a/b");
    assertThat(found.rule().fix(found, Direction.BACKWARD))
        .hasValue("Give 'a/b' a default, or do not require it.");
  }

  @Test
  void message_ofNameThatLooksLikeFormat_quotesIt() {
    JsonSchema text = parse("{'properties':{'100%s':{'type':'string'}}}");
    JsonSchema number = parse("{'properties':{'100%s':{'type':'number'}}}");

    assertThat(messages(text, number))
        .containsExactly(
            "{errorType:\"TYPE_CHANGED\", description:\"A type at path '#/properties/100%s' is"
                + " different between the new schema and the old schema'}");
  }

  @Test
  void exclusiveMaximum_loweredWithoutMaximum_isReported() {
    assertThat(rules(parse("{'exclusiveMaximum':1}"), parse("{'exclusiveMaximum':2}")))
        .containsExactly("EXCLUSIVE_MAXIMUM_DECREASED");
  }

  @Test
  void multipleOf_ofHugeNumbers_isNoMultiple() {
    assertThat(rules(parse("{'multipleOf':3}"), parse("{'multipleOf':1e300}")))
        .containsExactly("MULTIPLE_OF_CHANGED");
    assertThat(rules(parse("{'multipleOf':1e-300}"), parse("{'multipleOf':1e300}"))).isEmpty();
  }

  @Test
  void rules_all_saySomething() {
    Incompatibility found = Incompatibility.at(JsonRule.TYPE_CHANGED, "#/", "");
    for (JsonRule rule : EnumSet.allOf(JsonRule.class)) {
      assertThat(rule.reason()).as(rule.name()).endsWith(".");
      assertThat(rule.sentence(found, Direction.BACKWARD)).as(rule.name()).doesNotContain("%");
    }
  }

  /** Over pairs that nobody meant to be compared. */
  @Test
  void found_inAnyPair_isToldAndPreventedBySomething() {
    List<JsonSchema> schemas = recorded();
    for (int i = 1; i < schemas.size(); i++) {
      List<Incompatibility> found = strict(schemas.get(i - 1), schemas.get(i));
      for (Incompatibility one : found) {
        assertThat(one.rule().sentence(one, Direction.FORWARD)).contains(one.reader().path());
        assertThat(one.rule().fix(one, Direction.FORWARD)).isPresent();
        assertThat(one.rule().fix(one, Direction.BACKWARD)).isPresent();
      }
      if (found.isEmpty()) {
        assertThat(
                schemas.get(i - 1).incompatibilities(schemas.get(i), CompatibilityPolicy.LENIENT))
            .isEmpty();
      }
    }
  }

  private static List<JsonSchema> recorded() {
    return Recordings.of("json-pairs").stream()
        .filter(pair -> !pair.has("deps"))
        .flatMap(pair -> Stream.of(pair.get("reader"), pair.get("writer")))
        .map(text -> parse(text.asText().replace("'", "\\u0027")))
        .toList();
  }

  private static JsonSchema modern(String keywords) {
    return parse("{'$schema':'%s',%s}".formatted(DRAFT_2020_12, keywords));
  }

  private static JsonSchema object(String keyword, String value) {
    return modern("'type':'object'" + keyword(keyword, value));
  }

  private static JsonSchema array(String keyword, String value) {
    return modern("'type':'array'" + keyword(keyword, value));
  }

  private static String keyword(String keyword, String value) {
    return value.equals(ABSENT) ? "" : ",'" + keyword + "':" + value;
  }

  private static String[] split(String names) {
    return Arrays.stream(names.split(" ")).filter(name -> !name.isEmpty()).toArray(String[]::new);
  }

  private static List<Incompatibility> strict(JsonSchema reader, JsonSchema writer) {
    return reader.incompatibilities(writer, CompatibilityPolicy.STRICT);
  }

  private static Set<String> rules(JsonSchema reader, JsonSchema writer) {
    return strict(reader, writer).stream()
        .map(found -> found.rule().name())
        .collect(Collectors.toSet());
  }

  private static List<String> messages(JsonSchema reader, JsonSchema writer) {
    return strict(reader, writer).stream().map(found -> found.message(Direction.BACKWARD)).toList();
  }

  private static Incompatibility only(JsonSchema reader, JsonSchema writer) {
    List<Incompatibility> found = strict(reader, writer);
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
