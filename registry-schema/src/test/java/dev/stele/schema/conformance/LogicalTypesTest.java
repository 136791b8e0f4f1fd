package dev.stele.schema.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.Format;
import dev.stele.schema.Format.Strictness;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import dev.stele.schema.avro.AvroFormat;
import dev.stele.schema.json.JsonFormat;
import dev.stele.schema.logical.Ddl;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.Notes;
import dev.stele.schema.logical.RandomTypes;
import dev.stele.schema.logical.Slot;
import dev.stele.schema.protobuf.ProtobufFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From each format to the DDL of its logical types, and back. */
final class LogicalTypesTest {
  private static final Format AVRO = new AvroFormat();
  private static final Format JSON = new JsonFormat();
  private static final Format PROTOBUF = new ProtobufFormat();

  private static String ddl(Format format, String text, Dependency... dependencies) {
    return format
        .parse(new SchemaSource(format.type(), text, List.of(dependencies)), Strictness.NEW)
        .text("logical");
  }

  private static String written(Format format, String ddl, Dependency... dependencies) {
    return format
        .ofLogical(new SchemaSource(format.type(), ddl, List.of(dependencies)), "Root")
        .canonicalText();
  }

  private static Dependency dependency(String name, String text) {
    return new Dependency(new Reference(name, "s", 1), text);
  }

  private static String avro(String fields) {
    return ddl(
        AVRO, ("{'type':'record','name':'n.R','fields':[" + fields + "]}").replace('\'', '"'));
  }

  private static String json(String text) {
    return ddl(JSON, text.replace('\'', '"'));
  }

  private static String proto(String text) {
    return ddl(PROTOBUF, "syntax = \"proto3\";\n" + text);
  }

  @Test
  void avro_isRead() {
    assertThat(ddl(AVRO, "\"string\"")).isEqualTo("TYPE STRING NOT NULL;\n");
    assertThat(ddl(AVRO, "[\"null\",\"long\"]")).isEqualTo("TYPE BIGINT;\n");
    assertThat(
            avro(
                "{'name':'a','type':'int','default':0},"
                    + "{'name':'b','type':['null','string'],'default':null,'doc':'d'},"
                    + "{'name':'c','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}},"
                    + "{'name':'t','type':{'type':'long','logicalType':'timestamp-millis'},'default':0},"
                    + "{'name':'e','type':{'type':'enum','name':'E','symbols':['A']},'default':'A'},"
                    + "{'name':'u','type':['int','string']},"
                    + "{'name':'m','type':{'type':'map','values':'n.R'},'default':{}},"
                    + "{'name':'f','type':{'type':'fixed','name':'F','size':4}}"))
        .isEqualTo(
            """
            STRUCT n.R (
              a INT NOT NULL DEFAULT 0,
              b STRING DEFAULT NULL COMMENT 'd',
              c DECIMAL(9, 2) NOT NULL,
              t TIMESTAMP_LTZ(3) NOT NULL DEFAULT '1970-01-01T00:00:00Z',
              e n.E NOT NULL DEFAULT 'A',
              u UNION(`int` INT NOT NULL, `string` STRING NOT NULL) NOT NULL,
              m MAP<STRING NOT NULL, n.R NOT NULL> NOT NULL DEFAULT '{}',
              f BINARY(4) NOT NULL
            );
            ENUM n.E ('A');
            """);
  }

  @Test
  void json_isRead() {
    assertThat(json("true")).isEqualTo("TYPE VARIANT NOT NULL;\n");
    assertThat(
            json(
                "{'type':'object','required':['b'],'properties':{"
                    + "'b':{'type':'integer','default':1},'a':{'type':['string','null'],'maxLength':5},"
                    + "'e':{'enum':['X','Y']},'s':{'type':'string','enum':['X']},"
                    + "'d':{'type':'array','items':{'type':'number'}},"
                    + "'o':{'oneOf':[{'type':'string'},{'type':'boolean','title':'T'}]},"
                    + "'r':{'$ref':'#/definitions/D'},'q':{'$ref':'#'}},"
                    + "'definitions':{'D':{'type':'object','description':'about'}}}"))
        .isEqualTo(
            "USING TYPE Ref1 FOR '#';\n"
                + "STRUCT D () COMMENT 'about';\n"
                + "TYPE STRUCT(a VARCHAR(5), b BIGINT NOT NULL DEFAULT 1, d ARRAY<DOUBLE NOT NULL>,"
                + " e ENUM('X', 'Y'), o UNION(connect_union_field_0 STRING, T BOOLEAN), q Ref1, r D,"
                + " s STRING) NOT NULL;\n");
    assertThat(json("{'allOf':[{'properties':{'a':{}},'required':['a']},{'properties':{'b':{}}}]}"))
        .isEqualTo("TYPE STRUCT(a VARIANT NOT NULL, b VARIANT) NOT NULL;\n");
  }

  @Test
  void protobuf_isRead() {
    assertThat(
            proto(
                """
                import "google/protobuf/timestamp.proto";
                import "google/protobuf/wrappers.proto";
                package p;
                message M {
                  optional uint32 a = 1; repeated string b = 2; map<string, Other> c = 3;
                  google.protobuf.Timestamp d = 4; google.protobuf.Int32Value e = 5;
                  oneof f { int32 g = 6; Other h = 7; }
                  Inner i = 8; message Inner { bytes x = 1; } Color j = 9;
                }
                message Other { Other next = 1; }
                enum Color { RED = 0; }
                """))
        .isEqualTo(
            "NAMESPACE p;\n"
                + "STRUCT p.Other (next p.Other);\n"
                + "ENUM p.Color ('RED');\n"
                + "TYPE STRUCT(a BIGINT, b ARRAY<STRING NOT NULL> NOT NULL,"
                + " c MAP<STRING NOT NULL, p.Other> NOT NULL, d TIMESTAMP_LTZ(9), e INT,"
                + " i STRUCT(x BYTES NOT NULL), j p.Color NOT NULL,"
                + " f UNION(g INT, h p.Other)) NOT NULL;\n");
  }

  @Test
  void typesOfOtherSchemas_areNamedOnly() {
    Dependency point = dependency("n.P", "{\"type\":\"record\",\"name\":\"n.P\",\"fields\":[]}");
    String avro = "STRUCT n.R (p n.P NOT NULL);\n";
    assertThat(ddl(AVRO, written(AVRO, avro, point), point)).isEqualTo(avro);
    Dependency file = dependency("p.proto", "syntax = \"proto3\";\npackage q;\nmessage P {}\n");
    assertThat(written(PROTOBUF, "STRUCT R (p q.P)", file))
        .contains("import \"p.proto\"", "optional .q.P p = 1");
    Dependency document = dependency("d.json", "{\"$defs\":{\"P\":{\"type\":\"object\"}}}");
    String json = "STRUCT R (p P NOT NULL);\n";
    assertThat(ddl(JSON, written(JSON, json, document), document)).isEqualTo(json);
    String whole = "USING TYPE Ref1 FOR 'd.json';\nSTRUCT R (p Ref1);\n";
    assertThat(ddl(JSON, written(JSON, whole, document), document)).isEqualTo(whole);
  }

  @Test
  void whatIsWritten_isReadAgain() {
    for (int seed = 0; seed < 300; seed++) {
      LogicalSchema schema = new RandomTypes(seed, true).schema();
      String ddl = Ddl.print(schema);
      for (Format format : List.of(AVRO, JSON, PROTOBUF)) {
        String text = written(format, ddl);
        LogicalSchema read = Ddl.parse(ddl(format, text));
        assertThat(unfolded(read)).as("%s%n%s", ddl, text).isEqualTo(unfolded(schema));
      }
    }
  }

  /** What values are, with definitions in place of names, and nothing said of them as a whole. */
  private static LogicalType unfolded(LogicalSchema schema) {
    return unfolded(schema.root().type(), schema);
  }

  private static LogicalType unfolded(LogicalType type, LogicalSchema schema) {
    if (type instanceof Named named) {
      return unfolded(requireNonNull(schema.definition(named.name())), schema);
    } else if (type instanceof ArrayOf array) {
      return new ArrayOf(unfolded(array.element(), schema));
    } else if (type instanceof MapOf map) {
      return new MapOf(unfolded(map.key(), schema), unfolded(map.value(), schema));
    } else if (type instanceof Struct struct) {
      return new Struct(struct.fields().stream().map(field -> unfolded(field, schema)).toList());
    }
    return type instanceof Enumeration enumeration
        ? new Enumeration(enumeration.symbols(), Notes.NONE)
        : type;
  }

  private static Slot unfolded(Slot slot, LogicalSchema schema) {
    return new Slot(unfolded(slot.type(), schema), slot.nullable());
  }

  private static Field unfolded(Field field, LogicalSchema schema) {
    return new Field(
        field.name(),
        unfolded(field.slot(), schema),
        field.initial(),
        false,
        List.of(),
        field.notes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AVRO", "JSON", "PROTOBUF"})
  void whatIsNoDdl_isRefusedInTheReferencesWords(String type) {
    Format format = Formats.of(new SchemaType(type));
    assertThatThrownBy(() -> written(format, "STRUCT R (a"))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage(
            "Invalid logical type schema: Parse error at line 1, col 12: expected a type, found the"
                + " end");
    assertThatThrownBy(() -> written(format, "STRUCT R (a INT CHECK (a > 0))"))
        .hasMessage(
            "Logical type schema cannot be represented as %s: CHECK constraints are not supported"
                .formatted(type));
  }

  @Test
  void whatHasNoLogicalType_isRefusedInTheReferencesWords() {
    assertThatThrownBy(() -> ddl(AVRO, "\"null\""))
        .hasMessage(
            "Stored schema cannot be represented as a logical type: Standalone NULL type is not"
                + " supported");
  }
}
