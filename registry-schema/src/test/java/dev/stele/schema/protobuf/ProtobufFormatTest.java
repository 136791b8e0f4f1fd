package dev.stele.schema.protobuf;

import static dev.stele.schema.protobuf.ProtobufSources.dependency;
import static dev.stele.schema.protobuf.ProtobufSources.parse;
import static dev.stele.schema.protobuf.ProtobufSources.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import dev.stele.schema.avro.AvroFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufFormatTest {
  private static final Dependency GEO =
      dependency("geo.proto", "package r; message Geo { message In {} }");

  @Test
  void parse_textThatIsNone_isRefusedWhileRead() {
    InvalidSchemaException refusal = refusal("message M {");
    assertThat(refusal.phase()).isEqualTo(Phase.PARSE);
    assertThat(refusal).hasMessageStartingWith("Could not parse Protobuf - Syntax error in :1:12:");
  }

  @Test
  void parse_dependencyThatIsNone_isRefusedWhileRead() {
    assertThatThrownBy(() -> parse("message M {}", dependency("a.proto", "nothing")))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage("Could not parse Protobuf - Syntax error in :1:1: unexpected label: nothing");
  }

  @Test
  void parse_newWithUnknownType_isRefusedAfterwards() {
    InvalidSchemaException refusal = refusal("message M { optional N a = 1; }");
    assertThat(refusal.phase()).isEqualTo(Phase.VALIDATE);
    assertThat(refusal).hasMessage("Could not resolve type: N");
  }

  @Test
  void parse_storedWithUnknownType_isTaken() {
    ProtobufSchema schema = stored("message M { optional N a = 1; }");
    assertThat(schema.canonicalText()).contains("optional N a = 1;");
    assertThat(schema.text("serialized")).isNotEmpty();
    assertThatThrownBy(schema::normalized)
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage("Could not resolve type: N");
  }

  @Test
  void parse_normalFormThatCannotBeRead_isRefusedAfterwards() {
    InvalidSchemaException refusal =
        refusal("message M { optional bytes a = 1 [default = \"\\001\"]; }");
    assertThat(refusal.phase()).isEqualTo(Phase.VALIDATE);
    assertThat(refusal)
        .hasMessage("Could not parse Protobuf - Syntax error in :3:35: expected a word");
  }

  @ParameterizedTest
  @ValueSource(strings = {"// nothing", ";", "import weak \"a.proto\";"})
  void parse_newThatDeclaresNothing_isRefused(String text) {
    assertThat(refusal(text)).hasMessage("Empty schema: nothing is declared");
    assertThat(stored(text).canonicalText()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"import \"geo.proto\";", "", "import \"other/geo.proto\";"})
  void parse_typeOfDependency_isKnown(String imports) {
    ProtobufSchema schema =
        parse(imports + "message M { optional r.Geo.In a = 1; repeated .r.Geo b = 2; }", GEO);
    assertThat(schema.normalized().canonicalText())
        .contains("optional .r.Geo.In a = 1;", "repeated .r.Geo b = 2;");
  }

  @Test
  void parse_ownTypeWithNameOfDependency_hidesThat() {
    String text = "package r; message Geo {} message M { optional Geo a = 1; }";
    assertThat(parse(text, GEO).normalized().canonicalText()).contains("optional .r.Geo a = 1;");
    assertThatThrownBy(() -> parse(text.replace("Geo a", "Geo.In a"), GEO))
        .hasMessage("Could not resolve type: Geo.In");
  }

  @Test
  void parse_typeOfIndirectDependency_isKnown() {
    Dependency middle = dependency("m.proto", "import \"geo.proto\"; message A {}");
    assertThat(parse("message M { optional r.Geo a = 1; }", GEO, middle).canonicalText())
        .contains("r.Geo a");
  }

  @Test
  void equivalent_otherLayout_isTrue() {
    ProtobufSchema schema = parse("message M { optional int32 a = 1; }");
    assertThat(schema.equivalent(parse("message M{// note\noptional int32 a=0x1;}"))).isTrue();
    assertThat(schema.equivalent(parse("message M { optional int32 b = 1; }"))).isFalse();
  }

  @Test
  void incompatibilities_otherFormat_throws() {
    ParsedSchema avro =
        new AvroFormat()
            .parse(new SchemaSource(SchemaType.AVRO, "\"int\"", List.of()), Strictness.NEW);
    ProtobufSchema schema = parse("message M {}");
    assertThat(schema.equivalent(avro)).isFalse();
    assertThatThrownBy(() -> schema.incompatibilities(avro, CompatibilityPolicy.STRICT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A PROTOBUF schema cannot be compared with AVRO");
  }

  @Test
  void parse_otherFormat_throws() {
    SchemaSource avro = new SchemaSource(SchemaType.AVRO, "\"int\"", List.of());
    assertThatThrownBy(() -> new ProtobufFormat().parse(avro, Strictness.NEW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a PROTOBUF source but AVRO");
  }

  private static InvalidSchemaException refusal(String text) {
    InvalidSchemaException refusal =
        catchThrowableOfType(InvalidSchemaException.class, () -> parse(text));
    assertThat(refusal).as("accepted").isNotNull();
    return refusal;
  }
}
