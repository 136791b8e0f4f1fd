package dev.stele.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the format that the recordings do not tell apart. Texts are written with ' for ". */
final class AvroSchemaTest {
  private static final Dependency GEO =
      new Dependency(
          new Reference("geo", "geo", 1), json("{'type':'record','name':'ref.Geo','fields':[]}"));
  private static final Dependency ADDRESS =
      new Dependency(
          new Reference("address", "address", 1),
          json(
              "{'type':'record','name':'ref.Address','fields':[{'name':'geo','type':'Geo'},"
                  + "{'name':'kind','type':{'type':'enum','name':'Kind','symbols':['A']}}]}"));

  private final AvroFormat format = new AvroFormat();

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private AvroSchema parse(Strictness strictness, String text, Dependency... dependencies) {
    return format.parse(AvroSources.source(json(text), dependencies), strictness);
  }

  @Test
  void parse_dependencies_staysNamedOrIsResolved() {
    String text = "{'type':'record','name':'R','fields':[{'name':'a','type':'ref.Address'}]}";

    AvroSchema schema = parse(Strictness.NEW, text, GEO, ADDRESS);

    assertThat(schema.canonicalText()).isEqualTo(json(text));
    assertThat(schema.text("default")).isEqualTo(json(text));
    assertThat(schema.normalized().canonicalText()).isEqualTo(json(text));
    assertThat(schema.text("RESOLVED"))
        .contains(json("{'type':'record','name':'Address','namespace':'ref'"))
        .contains(json("{'type':'record','name':'Geo','fields':[]}"));
    assertThat(schema.schema().getField("a").schema().getFullName()).isEqualTo("ref.Address");
  }

  @Test
  void parse_typeInsideDependency_isRepeated() {
    assertThat(parse(Strictness.NEW, "'ref.Kind'", GEO, ADDRESS).canonicalText())
        .isEqualTo(json("{'type':'enum','name':'Kind','namespace':'ref','symbols':['A']}"));
  }

  @Test
  void parse_dependencyMissing_isRefused() {
    assertThatThrownBy(() -> parse(Strictness.NEW, "'ref.Address'", ADDRESS))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage("Undefined schema: ref.Geo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'record','name':'größe','fields':[]}",
        "{'type':'record','name':'R','fields':[{'name':'名前','type':'int'}]}",
        "{'type':'enum','name':'E','symbols':['Ä']}",
        "{'type':'record','name':'R','namespace':'com.foo-bar','fields':[]}",
        "{'type':'record','name':'R','fields':[{'name':'a','type':'int','default':'x'}]}",
      })
  void parse_storedWithoutStrictRules_isUnderstood(String text) {
    assertThat(parse(Strictness.STORED, text).canonicalText()).isEqualTo(json(text));
    assertThatThrownBy(() -> parse(Strictness.NEW, text))
        .isInstanceOfSatisfying(
            InvalidSchemaException.class, e -> assertThat(e.phase()).isEqualTo(Phase.PARSE));
  }

  @ParameterizedTest
  @CsvSource({
    "'{`type`:`record`,`name`:`a b`,`fields`:[]}', Illegal character in: a b",
    "'{`type`:`fixed`,`name`:`F`,`size`:1,`aliases`:[`x.1`]}', Illegal initial character: 1",
    "'{`type`:`enum`,`name`:`E`,`symbols`:[`A`,``]}', Empty name",
  })
  void parse_storedWithBadName_isRefused(String text, String message) {
    assertThatThrownBy(() -> parse(Strictness.STORED, text.replace('`', '"')))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage(message);
  }

  @Test
  void parse_otherType_isAMistake() {
    SchemaSource source = new SchemaSource(SchemaType.JSON, "{}", List.of());

    assertThatThrownBy(() -> format.parse(source, Strictness.NEW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JSON");
  }

  @ParameterizedTest
  @CsvSource({
    // in any order: aliases, properties
    "'`aliases`:[`a`,`b`],', '`aliases`:[`b`,`a`],', true",
    "'`x`:1,`y`:{`b`:1,`a`:2},', '`y`:{`a`:2,`b`:1},`x`:1,', true",
    "'`aliases`:[`a`],', '', false",
    "'`doc`:`d`,', '', false",
    "'`x`:1,', '`x`:2,', false",
  })
  void equivalent_annotationsOfAType(String one, String other, boolean equivalent) {
    String record = "{%s'type':'record','name':'R','fields':[]}";

    assertEquivalent(record.formatted(one), record.formatted(other), equivalent);
    assertEquivalent(
        "{'type':'map','values':[" + record.formatted(one) + "]}",
        "{'type':'map','values':[" + record.formatted(other) + "]}",
        equivalent);
  }

  @ParameterizedTest
  @CsvSource({
    "'`aliases`:[`a`,`b`]', '`aliases`:[`b`,`a`]', true",
    "'`aliases`:[`a`]', '`aliases`:[]', false",
    "'`doc`:`d`', '`doc`:`e`', false",
    "'`default`:1', '`default`:1.0', false",
    "'`order`:`ignore`', '`order`:`ascending`', false",
    "'`order`:`ascending`', '`x`:null', false",
  })
  void equivalent_annotationsOfAField(String one, String other, boolean equivalent) {
    String record =
        "{'type':'record','name':'R','fields':[{'name':'f','type':'R'},"
            + "{'name':'g','type':'double',%s}]}";

    assertEquivalent(record.formatted(one), record.formatted(other), equivalent);
  }

  @Test
  void equivalent_enumDefaults() {
    String symbols = "{'type':'enum','name':'E','symbols':['A','B'],'default':'%s'}";

    assertEquivalent(symbols.formatted("A"), symbols.formatted("A"), true);
    assertEquivalent(symbols.formatted("A"), symbols.formatted("B"), false);
  }

  private void assertEquivalent(String one, String other, boolean expected) {
    AvroSchema a = parse(Strictness.STORED, one.replace('`', '"'));
    AvroSchema b = parse(Strictness.STORED, other.replace('`', '"'));
    assertThat(a.equivalent(b)).isEqualTo(expected);
    assertThat(b.equivalent(a)).isEqualTo(expected);
  }

  @Test
  void normalized_defaultThatIsNoValue_isInvalid() {
    String text =
        "{'type':'record','name':'R','fields':[{'name':'a','type':"
            + "{'type':'array','items':['null','int']},'default':[1]}]}";

    assertThatThrownBy(() -> parse(Strictness.STORED, text).normalized())
        .isInstanceOfSatisfying(
            InvalidSchemaException.class, e -> assertThat(e.phase()).isEqualTo(Phase.VALIDATE));
  }

  @Test
  void normalized_integerPropertyBeyond64Bits_isInvalid() {
    AvroSchema schema = parse(Strictness.NEW, "{'type':'int','p':12345678901234567890}");

    assertThatThrownBy(schema::normalized)
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage("Cannot invoke \"Object.getClass()\" because \"datum\" is null");
  }
}
