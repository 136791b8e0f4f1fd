package dev.stele.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.Incompatibility.Place;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each rule says of a finding, and that what it suggests helps. */
final class AvroRuleTest {
  private final AvroFormat format = new AvroFormat();

  private AvroSchema parse(String text) {
    return format.parse(AvroSources.source(text.replace('\'', '"')), Strictness.STORED);
  }

  private List<Incompatibility> findings(String reader, String writer) {
    return parse(reader).incompatibilities(parse(writer), CompatibilityPolicy.STRICT);
  }

  private Incompatibility finding(String reader, String writer) {
    List<Incompatibility> found = findings(reader, writer);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** A record with one field, after others in the writer: the places differ. */
  private static String field(String type) {
    return "{'type':'record','name':'R','fields':[{'name':'f','type':%s}]}".formatted(type);
  }

  private static String second(String type) {
    return "{'type':'record','name':'R','fields':[{'name':'e','type':'int'},{'name':'f','type':%s}]}"
        .formatted(type);
  }

  private static void assertFound(Incompatibility found, String rule, Place reader, Place writer) {
    assertThat(found.rule().name()).isEqualTo(rule);
    assertThat(found.reader()).isEqualTo(reader);
    assertThat(found.writer()).isEqualTo(writer);
  }

  private static Place place(String path, @Nullable String value) {
    return new Place(path, value == null ? null : value.replace('\'', '"'));
  }

  private static void assertSays(
      Incompatibility found, Direction direction, String sentence, String fix) {
    assertThat(found.rule().sentence(found, direction)).isEqualTo(sentence);
    assertThat(found.rule().fix(found, direction)).contains(fix);
  }

  @Test
  void name_changed_isToBeKeptOrListed() {
    Incompatibility found =
        finding(
            field("{'type':'fixed','name':'a.B','size':1}"),
            second("{'type':'fixed','name':'a.A','size':1}"));

    assertFound(
        found,
        "NAME_MISMATCH",
        place("/fields/0/type/name", "'a.B'"),
        place("/fields/1/type/name", "'a.A'"));
    assertSays(
        found,
        Direction.BACKWARD,
        "The new schema has the name \"a.B\" where the old schema has \"a.A\", and no such alias.",
        "Keep the name, or add \"a.A\" to the aliases of \"a.B\".");
    assertSays(
        found,
        Direction.FORWARD,
        "The old schema has the name \"a.B\" where the new schema has \"a.A\", and no such alias.",
        "Keep the name \"a.B\".");
  }

  @Test
  void fixedSize_changed_isToBeKept() {
    Incompatibility found =
        finding(
            field("{'type':'fixed','name':'F','size':16}"),
            second("{'type':'fixed','name':'F','size':12}"));

    assertFound(
        found,
        "FIXED_SIZE_MISMATCH",
        place("/fields/0/type/size", "16"),
        place("/fields/1/type/size", "12"));
    assertSays(
        found,
        Direction.BACKWARD,
        "The new schema reads 16 bytes where the old schema writes 12.",
        "Keep the size of 12 bytes.");
    assertSays(
        found,
        Direction.FORWARD,
        "The old schema reads 16 bytes where the new schema writes 12.",
        "Keep the size of 16 bytes.");
  }

  @Test
  void enumSymbols_missing_areToBeKeptOrReadAsADefault() {
    Incompatibility found =
        finding(
            field("{'type':'enum','name':'E','symbols':['A']}"),
            second("{'type':'enum','name':'E','symbols':['A','C','B']}"));

    assertFound(
        found,
        "MISSING_ENUM_SYMBOLS",
        place("/fields/0/type/symbols", "['A']"),
        place("/fields/1/type/symbols", "['A','C','B']"));
    assertSays(
        found,
        Direction.BACKWARD,
        "The enum in the new schema lacks the symbols [B, C] of the old schema, and has no default"
            + " to read them as.",
        "Keep the symbols [B, C], or give the enum a default.");
    assertSays(
        found,
        Direction.FORWARD,
        "The enum in the old schema lacks the symbols [B, C] of the new schema, and has no default"
            + " to read them as.",
        "Take out the symbols [B, C]: the old enum has no default to read them as.");
  }

  @Test
  void field_missingWithoutDefault_isToBeKeptOrFilled() {
    Incompatibility found = finding(second("['null','string']"), field("['null','string']"));

    assertFound(
        found,
        "READER_FIELD_MISSING_DEFAULT_VALUE",
        place("/fields/0", "{'name':'e','type':'int'}"),
        place("/fields", null));
    assertSays(
        found,
        Direction.BACKWARD,
        "The new schema has a field \"e\" that data written with the old schema lacks, and no"
            + " default to fill it with.",
        "Give the field \"e\" a default or, if it has only been renamed, its old name as an"
            + " alias.");
    assertSays(
        found,
        Direction.FORWARD,
        "The old schema has a field \"e\" that data written with the new schema lacks, and no"
            + " default to fill it with.",
        "Keep the field \"e\": the old schema has no default to fill it with.");
  }

  @Test
  void field_missingWithDefaultOfItsEnum_isToBeKeptOrFilled() {
    String empty = "{'type':'record','name':'R','fields':[]}";
    Incompatibility found =
        finding(field("{'type':'enum','name':'E','symbols':['A'],'default':'A'}"), empty);

    assertFound(
        found,
        "TYPE_MISMATCH",
        place("/fields/0/type", "{'type':'enum','name':'E'}"),
        place("/fields", null));
    assertSays(
        found,
        Direction.BACKWARD,
        "The new schema has a field that data written with the old schema lacks, and no default to"
            + " fill it with but that of its enum, which does not count.",
        "Give the field a default of its own.");
    assertSays(
        found,
        Direction.FORWARD,
        "The old schema has a field that data written with the new schema lacks, and no default to"
            + " fill it with but that of its enum, which does not count.",
        "Keep the field: the old schema has no default to fill it with.");
  }

  @Test
  void type_changed_isToBeKeptOrPromoted() {
    Incompatibility found =
        finding(
            field("{'type':'array','items':'boolean'}"),
            second("{'type':'array','items':{'type':'int','logicalType':'date'}}"));

    assertFound(
        found,
        "TYPE_MISMATCH",
        place("/fields/0/type/items", "'boolean'"),
        place("/fields/1/type/items", "'int'"));
    assertSays(
        found,
        Direction.BACKWARD,
        "The new schema expects \"boolean\" where the old schema has \"int\".",
        "Keep the old type, or only widen it to \"long\" or \"float\" or \"double\".");
    assertSays(
        found,
        Direction.FORWARD,
        "The old schema expects \"boolean\" where the new schema has \"int\".",
        "Keep the type \"boolean\".");
  }

  @ParameterizedTest
  @CsvSource({
    "int, , or only widen it to \"long\" or \"float\" or \"double\"",
    "long, or only narrow it to \"int\", or only widen it to \"float\" or \"double\"",
    "float, or only narrow it to \"int\" or \"long\", or only widen it to \"double\"",
    "double, or only narrow it to \"int\" or \"long\" or \"float\",",
    "string, or only narrow it to \"bytes\", or only widen it to \"bytes\"",
    "bytes, or only narrow it to \"string\", or only widen it to \"string\"",
  })
  void type_changed_mayFollowPromotions(
      String type, @Nullable String forward, @Nullable String backward) {
    Incompatibility asWriter = finding("'boolean'", "'" + type + "'");
    Incompatibility asReader = finding("'" + type + "'", "'boolean'");

    assertThat(asWriter.rule().fix(asWriter, Direction.BACKWARD))
        .contains("Keep the old type" + (backward == null ? "." : ", " + backward + "."));
    assertThat(asReader.rule().fix(asReader, Direction.FORWARD))
        .contains(
            "Keep the type \"%s\"%s".formatted(type, forward == null ? "." : ", " + forward + "."));
  }

  @Test
  void unionBranch_missing_isToBeKept() {
    Incompatibility found = finding(field("['null','string']"), second("['null','string','int']"));

    assertFound(
        found,
        "MISSING_UNION_BRANCH",
        place("/fields/0/type/2", null),
        place("/fields/1/type/2", "'int'"));
    assertSays(
        found,
        Direction.BACKWARD,
        "Data written with the old schema may hold \"int\", which no branch of the union in the"
            + " new schema can read.",
        "Keep a branch in the union that can read \"int\".");
    assertSays(
        found,
        Direction.FORWARD,
        "Data written with the new schema may hold \"int\", which no branch of the union in the"
            + " old schema can read.",
        "Write nothing but what a branch of the old union can read, so not \"int\".");
  }

  @Test
  void unionBranch_missingForAType_namesTheUnion() {
    assertFound(
        finding(field("['null','string']"), second("{'type':'map','values':'int'}")),
        "MISSING_UNION_BRANCH",
        place("/fields/0/type", "['null','string']"),
        place("/fields/1/type", "{'type':'map','values':'int'}"));
  }

  @Test
  void comparison_givenUp_hasNoFix() {
    Incompatibility found =
        new Incompatibility(
            AvroRule.UNEXPECTED_EXCEPTION, place("/", null), place("/", null), "too much");

    assertThat(found.rule().sentence(found, Direction.BACKWARD))
        .isEqualTo("The new schema and the old schema could not be compared: too much.");
    assertThat(found.rule().fix(found, Direction.BACKWARD)).isEmpty();
  }

  /** Schemas that a rule refuses, and what they become when they do what it suggests. */
  private static Stream<Arguments> backwardFixes() {
    String fixed = "{'type':'fixed','name':'%s','size':%d%s}";
    String symbols = "{'type':'enum','name':'E','symbols':[%s]%s}";
    return Stream.of(
        Arguments.of(
            fixed.formatted("a.A", 1, ""),
            fixed.formatted("a.B", 1, ""),
            List.of(
                fixed.formatted("a.A", 1, ""), fixed.formatted("a.B", 1, ",'aliases':['a.A']"))),
        Arguments.of(
            fixed.formatted("F", 12, ""),
            fixed.formatted("F", 16, ""),
            List.of(fixed.formatted("F", 12, ""))),
        Arguments.of(
            symbols.formatted("'A','B'", ""),
            symbols.formatted("'A','C'", ""),
            List.of(
                symbols.formatted("'A','B','C'", ""),
                symbols.formatted("'A','C'", ",'default':'A'"))),
        Arguments.of(
            field("'int'"),
            second("'int'"),
            List.of(
                second("'int'").replace("'e','type':'int'", "'e','type':'int','default':0"),
                second("'int'").replace("'e','type':'int'", "'e','type':'int','aliases':['f']"))),
        Arguments.of("'int'", "'boolean'", List.of("'int'", "'long'", "'float'", "'double'")),
        Arguments.of("['null','int']", "'int'", List.of("['null','int']")),
        Arguments.of(
            "['null','int']",
            "['null','string']",
            List.of("['null','string','int']", "['null','string','long']")));
  }

  @ParameterizedTest
  @MethodSource("backwardFixes")
  void backwardFix_applied_isAccepted(String old, String refused, List<String> fixed) {
    assertThat(findings(refused, old)).isNotEmpty();
    assertThat(fixed).allSatisfy(schema -> assertThat(findings(schema, old)).isEmpty());
  }

  private static Stream<Arguments> forwardFixes() {
    String symbols = "{'type':'enum','name':'E','symbols':[%s]}";
    String name = "{'type':'fixed','name':'%s','size':1}";
    return Stream.of(
        Arguments.of(name.formatted("a.A"), name.formatted("a.B"), List.of(name.formatted("a.A"))),
        Arguments.of(
            symbols.formatted("'A'"),
            symbols.formatted("'A','B'"),
            List.of(symbols.formatted("'A'"))),
        Arguments.of(second("'int'"), field("'int'"), List.of(second("'int'"))),
        Arguments.of("'long'", "'double'", List.of("'long'", "'int'")),
        Arguments.of(
            "['null','int']", "['null','string']", List.of("['null','int']", "['null']", "'int'")));
  }

  @ParameterizedTest
  @MethodSource("forwardFixes")
  void forwardFix_applied_isAccepted(String old, String refused, List<String> fixed) {
    assertThat(findings(old, refused)).isNotEmpty();
    assertThat(fixed).allSatisfy(schema -> assertThat(findings(old, schema)).isEmpty());
  }

  @Test
  void values_ofLongTexts_areCut() {
    String record = "{'type':'record','name':'%s','fields':[]}".formatted("N".repeat(100_000));
    Incompatibility found = finding("'int'", record);

    assertThat(found.writer().value()).hasSize(Place.MAX_VALUE_CHARS).endsWith("N…");
  }
}
