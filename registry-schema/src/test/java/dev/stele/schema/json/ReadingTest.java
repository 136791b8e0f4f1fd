package dev.stele.schema.json;

import static dev.stele.schema.json.JsonSources.DRAFT_2020_12;
import static dev.stele.schema.json.JsonSources.DRAFT_4;
import static dev.stele.schema.json.JsonSources.DRAFT_7;
import static dev.stele.schema.json.JsonSources.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Incompatibility;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference's parsers make of a schema, seen by what a change of it breaks. */
final class ReadingTest {
  private static final String NOTHING = "";

  /** Draft, reader, writer, and the rule that the reader breaks. */
  static Stream<Arguments> changes() {
    return Stream.of(oldDrafts(), newDrafts(), allDrafts()).flatMap(each -> each);
  }

  private static Stream<Arguments> oldDrafts() {
    return Stream.of(
        // One schema is for all items, so there are no others.
        arguments(DRAFT_7, "'items':{},'additionalItems':false", "'items':{}", NOTHING),
        arguments(
            DRAFT_7,
            "'items':[],'additionalItems':false",
            "'items':[]",
            "ADDITIONAL_ITEMS_REMOVED"),
        arguments(DRAFT_7, "'properties':{}", "'title':'t'", "TYPE_CHANGED"),
        arguments(DRAFT_7, "'format':'date'", "'title':'t'", "TYPE_CHANGED"),
        arguments(
            DRAFT_7,
            "'type':['integer','number'],'minimum':2",
            "'type':['integer','number'],'minimum':1",
            "COMBINED_TYPE_SUBSCHEMAS_CHANGED"),
        arguments(
            DRAFT_7,
            object("'required':['p'],'properties':{'p':{'type':'null','default':null}}"),
            object("'properties':{'p':{'type':'null'}}"),
            NOTHING));
  }

  private static Stream<Arguments> newDrafts() {
    return Stream.of(
        arguments(DRAFT_2020_12, "'properties':{}", "'title':'t'", NOTHING),
        arguments(DRAFT_2020_12, "'patternProperties':{}", "'title':'t'", NOTHING),
        arguments(DRAFT_2020_12, "'dependentSchemas':{}", "'title':'t'", "TYPE_CHANGED"),
        arguments(DRAFT_2020_12, "'format':'date'", "'title':'t'", NOTHING),
        arguments(DRAFT_2020_12, "'type':'integer','format':'int32'", "'type':'integer'", NOTHING),
        // What is said of numbers is said of the first of two types of numbers.
        arguments(
            DRAFT_2020_12,
            "'type':['integer','number'],'minimum':2",
            "'type':['integer','number'],'minimum':1",
            "COMBINED_TYPE_SUBSCHEMAS_CHANGED"),
        arguments(
            DRAFT_2020_12, "'type':['integer','number'],'minimum':2", "'type':'number'", NOTHING),
        arguments(
            DRAFT_2020_12,
            "'prefixItems':[],'items':{'type':'string'}",
            "'items':{'type':'string'}",
            NOTHING),
        // Nothing is not a default.
        arguments(
            DRAFT_2020_12,
            object("'required':['p'],'properties':{'p':{'type':'null','default':null}}"),
            object("'properties':{'p':{'type':'null'}}"),
            "REQUIRED_ATTRIBUTE_ADDED"),
        arguments(
            DRAFT_2020_12,
            "'contains':{},'minContains':'2','maxContains':null",
            "'contains':{}",
            NOTHING),
        // Keywords that are not known hide how many items must be contained.
        arguments(
            DRAFT_2020_12,
            "'type':'array','contains':{},'minContains':3,'note':'n'",
            "'type':'array','contains':{},'minContains':2,'note':'n'",
            NOTHING),
        arguments(
            DRAFT_2020_12,
            "'type':'array','contains':{},'maxContains':3,'title':'n'",
            "'type':'array','contains':{},'maxContains':4,'title':'n'",
            "MAX_CONTAINS_DECREASED"),
        arguments(
            DRAFT_2020_12,
            "'type':'array','contains':{},'minContains':3,'not':{},'note':'n'",
            "'type':'array','contains':{},'minContains':2,'not':{},'note':'n'",
            "COMBINED_TYPE_SUBSCHEMAS_CHANGED"));
  }

  private static Stream<Arguments> allDrafts() {
    String dependent = "'dependentRequired':{'a':[]}";
    String both = "'type':['string','null'],'anyOf':[{'maxLength':4},{'maxLength':5}]";
    return Stream.of(
            arguments("'type':'object','dependencies':{'a':[]}", "'type':'object'", NOTHING),
            arguments("'type':'object'," + dependent, "'type':'object'", NOTHING),
            // An alternative of types is one constraint, an alternative of schemas another.
            arguments(
                "'allOf':[{'type':['string','null']},{'anyOf':[{'maxLength':4},{'maxLength':5}]}]",
                both,
                NOTHING),
            // Limits are compared as doubles.
            arguments("'maximum':9007199254740992", "'maximum':9007199254740993", NOTHING),
            arguments(
                "'maximum':9007199254740990", "'maximum':9007199254740993", "MAXIMUM_DECREASED"),
            // Members that say the same are one, however they say it.
            sameMembers("{'type':'object'}", "{'type':'object','additionalProperties':true}"),
            sameMembers("{'type':'object'}", "{'type':'object','properties':{},'required':[]}"),
            sameMembers("{'type':'array'}", "{'type':'array','uniqueItems':false}"),
            sameMembers("{'enum':['x','y']}", "{'enum':['y','x','y']}"),
            sameMembers("{'minimum':1}", "{'minimum':1.0}"),
            arguments(
                "'anyOf':[{'type':'object'},{'type':'null'}]",
                "'anyOf':[{'type':'object'},{'type':'object','title':'t'},{'type':'null'}]",
                "SUM_TYPE_NARROWED"))
        .flatMap(
            change ->
                Stream.of(DRAFT_4, DRAFT_7, DRAFT_2020_12)
                    .map(
                        draft ->
                            arguments(draft, change.get()[0], change.get()[1], change.get()[2])));
  }

  private static Arguments sameMembers(String one, String other) {
    return arguments(
        "'anyOf':[%s,{'type':'null'}]".formatted(one),
        "'anyOf':[%s,%s,{'type':'null'}]".formatted(one, other),
        NOTHING);
  }

  private static String object(String keywords) {
    return "'type':'object'," + keywords;
  }

  @ParameterizedTest
  @MethodSource("changes")
  void schema_changed_breaksTheRule(String draft, String reader, String writer, String rule) {
    assertThat(
            schema(draft, reader)
                .incompatibilities(schema(draft, writer), CompatibilityPolicy.STRICT))
        .extracting(Incompatibility::rule)
        .extracting(Object::toString)
        .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  private static JsonSchema schema(String draft, String keywords) {
    return parse("{'$schema':'%s',%s}".formatted(draft, keywords));
  }
}
