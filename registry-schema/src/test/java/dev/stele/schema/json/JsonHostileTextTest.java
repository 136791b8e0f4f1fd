package dev.stele.schema.json;

import static dev.stele.schema.hostile.Soon.soon;
import static dev.stele.schema.json.JsonSources.DRAFT_2020_12;
import static dev.stele.schema.json.JsonSources.reference;
import static dev.stele.schema.json.JsonSources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts made to exhaust stack, memory or time: each ends soon, with a schema or a clear refusal.
 */
final class JsonHostileTextTest {
  private static final String ACCEPTED = "accepted";
  private static final int MANY = 10_000;

  private final JsonFormat format = new JsonFormat();

  static Stream<Arguments> texts() {
    String tooDeep = "nested more than 500 deep";
    return Stream.of(
        arguments(
            "5 MB of description", "{'description':'" + "x".repeat(5_000_000) + "'}", ACCEPTED),
        arguments("10,000 properties", properties(MANY, "{'type':'string'}"), ACCEPTED),
        arguments("a million values", "{'x':[" + list(1_000_000, i -> "0") + "]}", "1000000 names"),
        arguments("10,000 brackets", "[".repeat(MANY), tooDeep),
        arguments("10,000 nested items", nest("{'items':", "{}", "}", MANY), tooDeep),
        arguments(
            "201 nested items", nest("{'items':", "{}", "}", 201), "nested more than 200 deep"),
        arguments("199 nested items", nest("{'items':", "{}", "}", 199), ACCEPTED),
        arguments("199 nested allOf", nest("{'allOf':[", "{}", "]}", 199), ACCEPTED),
        arguments("a default 499 deep", "{'default':" + nest("[", "", "]", 499) + "}", ACCEPTED),
        arguments("a default nested too deep", "{'default':" + "[".repeat(MANY) + "}", tooDeep),
        arguments("1e999999999", "{'const':1e999999999}", "exponent of the number 1e999999999"),
        arguments("1e-999999999", "{'maximum':1e-999999999}", "exponent of the number"),
        arguments("an exponent beyond int", "{'x':1e99999999999}", "exponent of the number"),
        arguments("1e99999", bounds("1e99999"), ACCEPTED),
        arguments("1e-99999", bounds("1e-99999"), ACCEPTED),
        arguments("10,000 digits", "{'const':" + "1".repeat(MANY) + "}", "Number value length"),
        arguments("a name of 100,000", "{'" + "x".repeat(100_000) + "':1}", "Name length"),
        arguments("a $ref to itself", "{'$ref':'#'}", ACCEPTED),
        arguments("10,000 $refs in a circle", circle(MANY, ""), ACCEPTED),
        arguments("10,000 $refs in a row, 2020-12", row(MANY, modern()), "100 $refs in a row"),
        arguments("$refs in a circle, 2020-12", circle(50, modern()), "only back to itself"),
        arguments("10,000 $refs to one", star(MANY), ACCEPTED),
        arguments("$refs that double 100 times", doubling(100, "allOf"), ACCEPTED),
        arguments("$refs that double 1,000 times", doubling(1_000, "anyOf"), ACCEPTED),
        arguments("a chain of 10,000 properties", chain(MANY), ACCEPTED),
        arguments(
            "10,000 branches",
            "{'anyOf':[" + list(MANY, i -> "{'const':%d}".formatted(i)) + "]}",
            ACCEPTED),
        arguments("10,000 patterns", patterns(), ACCEPTED),
        arguments("patterns that take for ever", badPatterns(), ACCEPTED),
        arguments(
            "a pattern of 100,000 brackets",
            "{'pattern':'" + "(".repeat(100_000) + "'}",
            "pattern"),
        arguments("10,000 identifiers", identifiers(), ACCEPTED),
        arguments("identifiers that grow", growing(), "longer than 8192 characters"),
        arguments(
            "a $ref of 100,000", "{'$ref':'#/" + "x".repeat(100_000) + "'}", "longer than 8192"),
        arguments(
            "a pointer of 2,000 steps", "{'$ref':'#" + "/x".repeat(2_000) + "'}", "nothing is at"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void parse_hostile_endsSoon(String name, String text, String expected) {
    assertThat(soon(() -> outcome(source(text)))).contains(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void parse_hostileAndStored_endsSoon(String name, String text, String expected) {
    assertThat(soon(() -> catchThrowable(() -> format.parse(source(text), Strictness.STORED))))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isNull(),
            thrown -> assertThat(thrown).isInstanceOf(InvalidSchemaException.class));
  }

  @Test
  void parse_referencesThatDouble_endsSoon() {
    Dependency[] dependencies =
        IntStream.range(0, 100)
            .mapToObj(i -> reference("r" + i, twice("r" + (i + 1))))
            .toArray(Dependency[]::new);
    dependencies[99] = reference("r99", "{'type':'string'}");

    assertThat(soon(() -> outcome(source(twice("r0"), dependencies)))).isEqualTo(ACCEPTED);
  }

  @Test
  void parse_manyReferences_countTogether() {
    String half = "{'x':[" + list(600_000, i -> "0") + "]}";
    SchemaSource source = source(half.replace("{", "{'$ref':'a',"), reference("a", half));

    assertThat(soon(() -> outcome(source))).contains("not a JSON schema");
  }

  @Test
  void incompatibilities_doubledAndDifferent_endsSoon() {
    JsonSchema reader = parse(doubling(100, "oneOf"));
    JsonSchema writer = parse(doubling(100, "oneOf").replace("string", "integer"));

    assertThat(unreadable(reader, writer)).isNotEmpty();
  }

  @Test
  void incompatibilities_manyBranchesAndOthers_endsSoon() {
    String constants = list(2_000, "{'const':%d}"::formatted);
    JsonSchema reader = parse("{'oneOf':[" + constants + "]}");
    JsonSchema writer = parse("{'oneOf':[" + constants.replace(":", ":1") + "]}");

    assertThat(unreadable(reader, writer)).isNotEmpty();
  }

  @Test
  void incompatibilities_patternsAndProperties_endsSoon() {
    JsonSchema reader = parse(badPatterns());
    JsonSchema writer = parse(properties(MANY, "{}"));

    assertThat(unreadable(reader, writer)).isNotEmpty();
  }

  private List<Incompatibility> unreadable(JsonSchema reader, JsonSchema writer) {
    return soon(() -> reader.incompatibilities(writer, CompatibilityPolicy.STRICT));
  }

  private JsonSchema parse(String text) {
    return soon(() -> format.parse(source(text), Strictness.NEW));
  }

  /** All that can be done with a text; only the exception of the interface may stop it. */
  private String outcome(SchemaSource source) {
    try {
      JsonSchema schema = format.parse(source, Strictness.NEW);
      SchemaSource printed =
          new SchemaSource(source.type(), schema.canonicalText(), source.dependencies());
      JsonSchema again = format.parse(printed, Strictness.NEW);
      assertThat(schema.equivalent(again)).isTrue();
      assertThat(schema.incompatibilities(again, CompatibilityPolicy.STRICT))
          .allMatch(found -> found.rule() == JsonRule.COMPARISON_GIVEN_UP);
      assertThat(schema.normalized().canonicalText()).hasSameSizeAs(schema.canonicalText());
      return ACCEPTED;
    } catch (InvalidSchemaException e) {
      return e.reason();
    }
  }

  // The texts, with ' for ".

  private static String modern() {
    return "'$schema':'" + DRAFT_2020_12 + "',";
  }

  private static String list(int size, IntFunction<String> element) {
    return IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(","));
  }

  private static String properties(int count, String schema) {
    return "{'properties':{" + list(count, i -> "'p%d':%s".formatted(i, schema)) + "}}";
  }

  private static String nest(String opening, String innermost, String closing, int depth) {
    return opening.repeat(depth) + innermost + closing.repeat(depth);
  }

  private static String bounds(String number) {
    return ("{'type':'number','minimum':-%1$s,'exclusiveMaximum':%1$s,'multipleOf':3,"
            + "'const':%1$s,'default':%1$s,'enum':[%1$s]}")
        .formatted(number);
  }

  /** Definitions that are nothing but references to the next, the last to the first. */
  private static String circle(int length, String head) {
    return "{%s'$ref':'#/$defs/D0','$defs':{%s}}"
        .formatted(
            head, list(length, i -> "'D%d':{'$ref':'#/$defs/D%d'}".formatted(i, (i + 1) % length)));
  }

  private static String row(int length, String head) {
    return circle(length, head).replace("#/$defs/D0'}}", "#/$defs/END'},'END':{}}");
  }

  private static String star(int points) {
    return properties(points, "{'$ref':'#/$defs/D'}")
        .replaceFirst("\\{", "{'\\$defs':{'D':{'type':'string'}},");
  }

  private static String twice(String ref) {
    return "{'properties':{'a':{'$ref':'%1$s'},'b':{'$ref':'%1$s'}}}".formatted(ref);
  }

  /** Definitions that each combine the next one with itself. */
  private static String doubling(int length, String keyword) {
    String definitions =
        list(
            length,
            i ->
                "'D%1$d':{'%3$s':[{'$ref':'#/$defs/D%2$d'},{'$ref':'#/$defs/D%2$d'}]}"
                    .formatted(i, i + 1, keyword));
    return "{'$ref':'#/$defs/D0','$defs':{%s,'D%d':{'type':'string'}}}"
        .formatted(definitions, length);
  }

  private static String chain(int length) {
    return "{'$ref':'#/$defs/D0','$defs':{%s,'D%d':{}}}"
        .formatted(
            list(
                length,
                i -> "'D%d':{'properties':{'p':{'$ref':'#/$defs/D%d'}}}".formatted(i, i + 1)),
            length);
  }

  private static String patterns() {
    return "{'patternProperties':{" + list(MANY, i -> "'^p%d':{}".formatted(i)) + "}}";
  }

  /** Takes Java's engine exponential time in a property's name. */
  private static String badPatterns() {
    String names = list(100, i -> "'%s!%d':{}".formatted("a".repeat(40), i));
    String bad = list(100, i -> "'^(a+)+\\\\1{%d}$':{'type':'string'}".formatted(i + 1));
    return "{'additionalProperties':false,'properties':{%s},'patternProperties':{%s}}"
        .formatted(names, bad);
  }

  private static String identifiers() {
    return "{'$ref':'http://x/9999','$defs':{"
        + list(MANY, i -> "'D%1$d':{'$id':'http://x/%1$d'}".formatted(i))
        + "}}";
  }

  /** Each is relative to the one around it. */
  private static String growing() {
    return nest("{'$id':'" + "x".repeat(1_000) + "/','not':", "{}", "}", 200);
  }
}
