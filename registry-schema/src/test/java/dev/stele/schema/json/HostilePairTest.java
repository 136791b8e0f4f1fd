package dev.stele.schema.json;

import static dev.stele.schema.hostile.Soon.soon;
import static dev.stele.schema.json.JsonSources.DRAFT_2020_12;
import static dev.stele.schema.json.JsonSources.DRAFT_7;
import static dev.stele.schema.json.JsonSources.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Incompatibility;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs of schemas made to exhaust stack, memory or time: each comparison ends soon, with a
 * verdict, or in the end with a finding that says it was given up.
 */
final class HostilePairTest {
  private static final String READABLE = "readable";
  private static final String GIVEN_UP = "COMPARISON_GIVEN_UP";

  static Stream<Arguments> pairs() {
    return Stream.concat(
        plainPairs(), Stream.of(DRAFT_7, DRAFT_2020_12).flatMap(HostilePairTest::linkedPairs));
  }

  private static Stream<Arguments> linkedPairs(String draft) {
    IntFunction<String> twins = i -> "'properties':{'a':%1$s,'b':%1$s}".formatted(ref(i + 1));
    IntFunction<String> allOf = i -> "'allOf':[%1$s,{'items':%1$s},%1$s]".formatted(ref(i + 1));
    IntFunction<String> next = i -> "'properties':{'n':%s}".formatted(ref(i + 1));
    IntFunction<String> union = i -> "'anyOf':[{'type':'null'},{'items':%s}]".formatted(ref(i + 1));
    IntFunction<String> one = i -> "'anyOf':[%s]".formatted(ref(i + 1));
    IntFunction<String> all = i -> "'properties':{%s}".formatted(list(40, j -> name(j) + ref(j)));
    return Stream.of(
        same("twins, 60 deep", definitions(draft, 60, twins, "'type':'string'"), READABLE),
        arguments(
            "twins, 60 deep, with a difference",
            definitions(draft, 60, twins, "'type':'string'"),
            definitions(draft, 60, twins, "'type':'integer'"),
            GIVEN_UP),
        arguments(
            "allOf, 60 deep, with a difference",
            definitions(draft, 60, allOf, "'type':'string'"),
            definitions(draft, 60, allOf, "'type':'integer'"),
            "COMBINED_TYPE_SUBSCHEMAS_CHANGED"),
        same("a chain of 240", definitions(draft, 240, next, "'type':'string'"), READABLE),
        same("a chain of 120 unions", definitions(draft, 120, union, "'type':'string'"), READABLE),
        arguments(
            "a chain of 240 unions, the other's shorter",
            definitions(draft, 240, one, "'type':'string'"),
            schema(draft, "'type':'string'"),
            READABLE),
        same("a chain of 10,000", definitions(draft, 10_000, next, "'type':'string'"), GIVEN_UP),
        same("40 types, each with all", definitions(draft, 40, all, "'type':'string'"), READABLE),
        arguments(
            "40 types, each with all, and a difference",
            definitions(draft, 39, all, "'type':'string'"),
            definitions(draft, 39, all, "'type':'integer'"),
            GIVEN_UP),
        arguments(
            "cycles of 19 and 23",
            definitions(draft, 19, next, "'properties':{'n':{'$ref':'#/definitions/d0'}}"),
            definitions(draft, 23, next, "'properties':{'n':{'$ref':'#/definitions/d0'}}"),
            READABLE));
  }

  private static Stream<Arguments> plainPairs() {
    return Stream.of(
        same("a reference to itself", schema(DRAFT_7, "'$ref':'#'"), READABLE),
        same("10,000 properties", schema(DRAFT_7, properties(10_000)), READABLE),
        arguments(
            "10,000 properties removed",
            schema(DRAFT_7, "'additionalProperties':false"),
            schema(DRAFT_7, properties(10_000)),
            "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL"),
        arguments(
            "10,000 properties and 10,000 patterns",
            schema(DRAFT_7, patterns(10_000)),
            schema(DRAFT_7, properties(10_000)),
            GIVEN_UP),
        same("1,000 members", schema(DRAFT_7, members(900)), READABLE),
        same("10,000 members", schema(DRAFT_7, members(10_000)), GIVEN_UP),
        same(
            "10,000 values",
            schema(DRAFT_7, "'enum':[%s]".formatted(list(10_000, i -> "" + i))),
            READABLE),
        same("190 arrays", nested("{'items':", DRAFT_7, 190), READABLE),
        same("190 anyOfs", nested("{'anyOf':[{},", DRAFT_7, 190), READABLE),
        same("190 nots", nested("{'not':", DRAFT_7, 190), READABLE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void incompatibilities_ofHostilePair_endSoon(
      String name, String reader, String writer, String expected) {
    List<Incompatibility> found =
        soon(() -> parse(reader).incompatibilities(parse(writer), CompatibilityPolicy.STRICT));
    if (expected.equals(READABLE)) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found.get(found.size() - 1).rule().name()).isEqualTo(expected);
    }
  }

  private static Arguments same(String name, String text, String expected) {
    return arguments(name, text, text, expected);
  }

  private static String schema(String draft, String keywords) {
    return "{'$schema':'%s',%s}".formatted(draft, keywords);
  }

  /** Definitions d0 to dn, the last one of its own, and a reference to the first. */
  private static String definitions(
      String draft, int n, IntFunction<String> each, String lastKeywords) {
    return schema(
        draft,
        "'$ref':'#/definitions/d0','definitions':{%s,'d%d':{%s}}"
            .formatted(list(n, i -> name(i) + "{" + each.apply(i) + "}"), n, lastKeywords));
  }

  private static String name(int i) {
    return "'d" + i + "':";
  }

  private static String ref(int i) {
    return "{'$ref':'#/definitions/d" + i + "'}";
  }

  private static String properties(int n) {
    return "'additionalProperties':false,'properties':{%s}"
        .formatted(list(n, i -> "'p" + i + "':{'type':'string'}"));
  }

  private static String patterns(int n) {
    return "'patternProperties':{%s}".formatted(list(n, i -> "'(x+x+)+y" + i + "':{}"));
  }

  private static String members(int n) {
    return "'oneOf':[%s]".formatted(list(n, i -> "{'const':" + i + "}"));
  }

  private static String nested(String open, String draft, int depth) {
    String close = open.replaceAll("[^\\[{]|\\{}", "").replace('[', ']').replace('{', '}');
    String reversed = new StringBuilder(close).reverse().toString();
    String inner = open.repeat(depth) + "{'type':'string'}" + reversed.repeat(depth);
    return schema(draft, "'items':" + inner);
  }

  private static String list(int n, IntFunction<String> element) {
    return IntStream.range(0, n).mapToObj(element).collect(Collectors.joining(","));
  }
}
