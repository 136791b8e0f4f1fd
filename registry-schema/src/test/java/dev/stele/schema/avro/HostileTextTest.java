package dev.stele.schema.avro;

import static dev.stele.schema.hostile.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaSource;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts made to exhaust stack, memory or time: each ends soon, with a schema or a clear refusal.
 */
final class HostileTextTest {
  private static final String ACCEPTED = "accepted";

  private final AvroFormat format = new AvroFormat();

  static Stream<Arguments> texts() {
    int many = 10_000;
    String field = "{'name':'f%d','type':'int','default':0}";
    return Stream.of(
        arguments("5 MB of documentation", record("R", "", "x".repeat(5_000_000)), ACCEPTED),
        arguments("5 MB of fields", record("R", list(110_000, field::formatted), ""), ACCEPTED),
        arguments("10,000 fields", record("R", list(many, field::formatted), ""), ACCEPTED),
        arguments("10,000 symbols", symbols(many), ACCEPTED),
        arguments("10,000 brackets", "[".repeat(many), "nesting depth (501)"),
        arguments("10,000 nested arrays", nest("array','items':", many), "nesting depth (501)"),
        arguments("400 nested arrays", nest("array','items':", 400), "more than 150 deep"),
        arguments("149 nested maps", nest("map','values':", 149), ACCEPTED),
        arguments("10,000 nested records", nestedRecords(many), "nesting depth (501)"),
        arguments("10,000 linked types", chain(many, -1), "10000 named types"),
        arguments("1,500 linked types", chain(1_500, -1), "more than 150 deep"),
        arguments("2,000 types linked to later ones", chain(2_000, 1), "more than 150 deep"),
        arguments("148 linked types", chain(148, -1), ACCEPTED),
        arguments("148 types linked to later ones", chain(148, 1), ACCEPTED),
        arguments("1,500 types linked to the first", star(1_500), ACCEPTED),
        arguments("10,000 branches", union(many), "10000 named types"),
        arguments("1,000 branches", union(1_000), ACCEPTED),
        arguments(
            "10,000 unknown branches", "[" + list(many, "'N%d'"::formatted) + "]", "Undefined"),
        arguments("a default of 10,000 brackets", defaulted("[".repeat(many)), "nesting depth"),
        arguments("a default that is 490 deep", defaulted(brackets(490)), "Invalid default"),
        arguments("a property that is 490 deep", property(brackets(490)), ACCEPTED),
        arguments("a property too deep in its place", deepProperty(), "nesting depth (501)"),
        arguments("a number of 10,000 digits", property("1".repeat(many)), "Number value length"),
        arguments("defaults that double 60 times", doublingDefaults(60), "Defaults unfold"),
        arguments("defaults that double 5 times", doublingDefaults(5), ACCEPTED),
        arguments("defaults inside each other", nestedDefaults(400), "more than 150 deep"),
        arguments("a default of its own type", ownDefault(), "Schema fields not set yet"),
        arguments("a fixed of 2^31", "{'type':'fixed','name':'F','size':2147483648}", "no size"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void parse_hostile_endsSoon(String name, String text, String expected) {
    assertThat(soon(() -> outcome(text.replace('\'', '"'), Strictness.NEW))).contains(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void parse_hostileAndStored_endsSoon(String name, String text, String expected) {
    SchemaSource source = AvroSources.source(text.replace('\'', '"'));

    assertThat(soon(() -> catchThrowable(() -> format.parse(source, Strictness.STORED))))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isNull(),
            thrown -> assertThat(thrown).isInstanceOf(InvalidSchemaException.class));
  }

  @ParameterizedTest
  @EnumSource(Strictness.class)
  void parse_stackUsedUp_isRefused(Strictness strictness) {
    String text = chain(2_000, 1).replace('\'', '"');

    assertThat(soon(() -> outcome(text, strictness))).contains("more than 150 deep");
    assertThat(soon(() -> outcome("\"int\"", strictness))).isEqualTo(ACCEPTED);
  }

  @Test
  void incompatibilities_findingsThatDouble_areGivenUp() {
    assertThat(unreadable(doublingTypes(60, "int"), doublingTypes(60, "string")))
        .containsExactly(
            "Unexpected exception during compatibility check: "
                + "more than 20000000 characters of differences");
  }

  @Test
  void incompatibilities_manyFindings_areListed() {
    String reader = record("R", list(10_000, "{'name':'f%d','type':'int'}"::formatted), "");
    String writer = record("R", list(10_000, "{'name':'f%d','type':'string'}"::formatted), "");

    assertThat(unreadable(reader, writer)).hasSize(10_000);
  }

  @Test
  void incompatibilities_pairsOfManyBranches_areGivenUp() {
    String reader = union(2_000);
    String writer = reader.replace("'R", "'Q");

    assertThat(unreadable(reader, writer))
        .containsExactly(
            "Unexpected exception during compatibility check: "
                + "more than 1000000 types, fields and symbols to compare");
  }

  @Test
  void incompatibilities_cyclesOfDifferentLengths_areGivenUp() {
    assertThat(unreadable(cycle(137), cycle(139)))
        .containsExactly(
            "Unexpected exception during compatibility check: "
                + "pairs of types nested more than 300 deep");
  }

  private List<String> unreadable(String reader, String writer) {
    List<Incompatibility> found =
        soon(() -> parse(reader).incompatibilities(parse(writer), CompatibilityPolicy.STRICT));
    return found.stream().map(one -> one.message(Direction.BACKWARD)).toList();
  }

  private AvroSchema parse(String text) {
    return format.parse(AvroSources.source(text.replace('\'', '"')), Strictness.NEW);
  }

  /** All that can be done with a text; only the exception of the interface may stop it. */
  private String outcome(String text, Strictness strictness) {
    try {
      AvroSchema schema = format.parse(AvroSources.source(text), strictness);
      AvroSchema again = format.parse(AvroSources.source(schema.canonicalText()), strictness);
      assertThat(schema.equivalent(again)).isTrue();
      assertThat(schema.incompatibilities(again, CompatibilityPolicy.STRICT)).isEmpty();
      AvroSchema normalized = schema.normalized();
      assertThat(normalized.text("resolved")).isEqualTo(normalized.canonicalText());
      return ACCEPTED;
    } catch (InvalidSchemaException e) {
      return e.getMessage();
    }
  }

  // The texts, with ' for ".

  private static String list(int size, IntFunction<String> element) {
    return IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(","));
  }

  private static String record(String name, String fields, String doc) {
    return "{'type':'record','name':'%s','doc':'%s','fields':[%s]}".formatted(name, doc, fields);
  }

  private static String field(String type) {
    return "{'name':'f','type':" + type + "}";
  }

  private static String symbols(int count) {
    return "{'type':'enum','name':'E','symbols':[" + list(count, "'S%d'"::formatted) + "]}";
  }

  private static String nest(String opening, int depth) {
    return ("{'type':'" + opening).repeat(depth) + "'int'" + "}".repeat(depth);
  }

  private static String nestedRecords(int depth) {
    return list(depth, "{'type':'record','name':'R%d','fields':[{'name':'f','type':"::formatted)
            .replace("},{", "}{")
            .replace(":,", ":")
        + "'int'"
        + "}]}".repeat(depth);
  }

  /** A flat list of records, each with a field of the next one or the one before. */
  private static String chain(int length, int step) {
    return "["
        + list(
            length,
            i -> {
              int other = i + step;
              boolean last = other < 0 || other == length;
              return record("R" + i, field(last ? "'int'" : "'R" + other + "'"), "");
            })
        + "]";
  }

  private static String star(int points) {
    String fields =
        list(
            points,
            i -> "{'name':'f%d','type':%s}".formatted(i, record("S" + i, field("'R'"), "")));
    return record("R", fields, "");
  }

  private static String union(int branches) {
    return "[" + list(branches, i -> record("R" + i, "", "")) + "]";
  }

  private static String cycle(int length) {
    String types = list(length, i -> record("R" + i, field("'R" + (i + 1) % length + "'"), ""));
    return "[" + types + "]";
  }

  private static String brackets(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String defaulted(String value) {
    return record("R", "{'name':'f','type':'int','default':" + value + "}", "");
  }

  private static String property(String value) {
    return "{'type':'int','p':" + value + "}";
  }

  /** A deep property on the innermost of nested types. */
  private static String deepProperty() {
    return chain(148, 1).replace("'int'", property(brackets(490)));
  }

  /** Records with two fields of the record before, both left to their defaults. */
  private static String doublingDefaults(int length) {
    String twice =
        "{'name':'a','type':'R%1$d','default':{}},{'name':'b','type':'R%1$d','default':{}}";
    String first = record("R0", "{'name':'x','type':'int','default':0}", "");
    return "["
        + first
        + ","
        + list(length, i -> record("R" + (i + 1), twice.formatted(i), ""))
        + "]";
  }

  private static String nestedDefaults(int length) {
    String one = "{'name':'a','type':'R%d','default':{}}";
    String first = record("R0", "{'name':'x','type':'int','default':0}", "");
    return "[" + first + "," + list(length, i -> record("R" + (i + 1), one.formatted(i), "")) + "]";
  }

  private static String ownDefault() {
    return record("R", "{'name':'f','type':'R','default':{}}", "");
  }

  /** Records inside each other, each with two fields of the record inside. */
  private static String doublingTypes(int length, String leaf) {
    String types = record("R0", field("'" + leaf + "'"), "");
    for (int i = 0; i < length; i++) {
      String twice = "{'name':'a','type':%s},{'name':'b','type':'R%d'}".formatted(types, i);
      types = record("R" + (i + 1), twice, "");
    }
    return types;
  }
}
