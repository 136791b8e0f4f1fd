package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.InvalidSchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Normal forms, where the recorded ones leave something open. */
final class NormalFormTest {
  @Test
  void normalized_message_sortsByNumber() {
    assertNormal(
        """

        message M {
          reserved 1;
          reserved 3 to 4;
          reserved 8;
          reserved "a";
          reserved "b";

          optional int32 a = 1;
          optional int32 b = 2;

          oneof p {
            int32 d = 3;
          }
          oneof o {
            int32 e = 4;
            int32 c = 9;
          }

          group G = 5 {
            optional int32 g = 1;
            optional int32 f = 2;
          }
          group H = 6 {}

          extensions 100 [(x) = 1];
          extensions 200 to max [(x) = 1];

          extend .M {
            optional int32 i = 100;
            optional int32 h = 101;
          }
        }
        """
            .replace("  group", "  optional group"),
        """
        message M { optional int32 b = 2; optional int32 a = 1;
          oneof o { int32 c = 9; int32 e = 4; } oneof p { int32 d = 3; }
          optional group H = 6 {}
          optional group G = 5 { optional int32 f = 2; optional int32 g = 1; }
          extensions 200 to max, 100 to 100 [(x) = 1];
          extend M { optional int32 h = 101; optional int32 i = 100; }
          reserved "b", "a"; reserved 8, 3 to 4; reserved 1 to 1; }
        """);
  }

  @Test
  void normalized_oneofs_areSortedByTheirFieldsAndNotTheirGroups() {
    assertNormal(
        """

        message M {
          oneof b {
            int32 c = 2;
          }
          oneof a {
            int32 d = 3;
         \s
            group G = 1 {}
          }
        }
        """,
        "message M { oneof a { group G = 1 {} int32 d = 3; } oneof b { int32 c = 2; } }");
  }

  @Test
  void normalized_declarations_keepTheirOrder() {
    assertNormal(
        """
        syntax = "proto3";

        message B {}
        message A {}
        enum D {
          Z = 0;
          Y = 1;
        }
        enum C {}

        service S {
          rpc B (.B) returns (.B);
          rpc A (.B) returns (.A);
        }
        service R {}
        """,
        """
        syntax = "proto3"; service S { rpc B(B) returns (B); rpc A(.B) returns (A); } service R {}
        enum D { Y = 1; Z = 0; } enum C {} message B {} message A {}
        """);
  }

  @Test
  void normalized_types_areThoseOfTheInnermostScope() {
    assertNormal(
        """
        syntax = "proto3";
        package p.q;

        message A {
          .p.q.A.B a = 1;
          .p.q.A.B.C b = 2;
          .p.q.A c = 3;
          .p.q.D d = 4;
          map<string, .p.q.A.B> e = 5;

          message B {
            .p.q.A.B.D a = 1;

            message C {}
            message D {}
          }
        }
        message D {}
        """
            .replace("= 1;\n\n    message", "= 1;\n  \n    message"),
        """
        syntax = "proto3"; package p.q; message A { B a = 1; B.C b = 2; q.A c = 3; D d = 4;
          map<string, A.B> e = 5; message B { D a = 1; message C {} message D {} } } message D {}
        """);
  }

  @Test
  void normalized_knownOptionsThatAreNotRepeated_areUnited() {
    assertNormal(
        """
        package p;

        option (p.a) = {
          b: [
            {
              c: 1
            },
            {
              d: 2
            }
          ],
          e: [
            "x",
            "y"
          ],
          f: "z"
        };
        option (p.s) = "later";

        message T {}

        extend .google.protobuf.FileOptions {
          optional .p.T a = 50001;
          optional string s = 50002;
        }
        """,
        """
        package p; import weak "google/protobuf/descriptor.proto";
        option (s) = "first"; option (p.a).b.c = 1; option (.p.a).b.d = 2; option (s) = "later";
        option (a) = {e: ["x", "y"]}; option (a).e = "x"; option (a).f = "z";
        message T {}
        extend google.protobuf.FileOptions { optional T a = 50001; optional string s = 50002; }
        """);
  }

  @Test
  void normalized_otherOptions_areSortedAndLeftApart() {
    assertNormal(
        """
        package p;

        option a = B;
        option a = A;
        option (p.l) = 3;
        option (p.l) = 2;
        option (u).b.d = 1;
        option (u).b.c = 2;
        option (v) = [1];
        option z = true;

        extend .google.protobuf.FileOptions {
          repeated int32 l = 50001;
        }
        """,
        """
        package p; option z = true; option (l) = 3; option (v) = [1]; option a = B;
        option (u).b.d = 0x1; option (.p.l) = 2; option (u).b.c = 2; option a = A;
        extend google.protobuf.FileOptions { repeated int32 l = 50001; }
        """);
  }

  @Test
  void normalized_optionNames_areLookedUpFromWhereTheyStand() {
    assertNormal(
        """
        package p;

        message M {
          option (p.M.o) = 1;

          optional int32 a = 1 [(p.M.N.o) = 2];

          extend .google.protobuf.MessageOptions {
            optional int32 o = 50001;
          }

          message N {
            optional int32 b = 1 [(p.M.N.o) = 3];
         \s
            extend .google.protobuf.FieldOptions {
              optional int32 o = 50002;
            }
          }
        }
        """,
        """
        package p; message M { optional int32 a = 1 [(N.o) = 2]; option (o) = 1;
          extend google.protobuf.MessageOptions { optional int32 o = 50001; }
          message N { optional int32 b = 1 [(o) = 3];
            extend google.protobuf.FieldOptions { optional int32 o = 50002; } } }
        """);
  }

  @Test
  void normalized_membersOfOptions_areSortedWithFullNames() {
    assertNormal(
        """
        package p;

        option (u) = {
          [p.x]: 1,
          [y]: 2,
          a: 3,
          b: [
            4,
            {
              c: 5,
              d: 6
            }
          ]
        };

        extend .p.M {
          optional int32 x = 100;
        }
        """
            .replace("extend .p.M", "message M {\n  extensions 100;\n}\n\nextend .p.M"),
        """
        package p; option (u) = {b: [4, {d: [6], c: 5}], e: [], a: [3], [y]: 2, [x]: 1};
        message M { extensions 100; } extend M { optional int32 x = 100; }
        """);
  }

  @Test
  void normalized_extensionsOfOneMessage_areDeclaredTogether() {
    assertNormal(
        """
        package p;

        message B {
          extend .p.B {
            optional int32 d = 1;
            optional int32 c = 2;
          }
        }
        message A {}

        extend .p.B {
          optional int32 c = 1;
          optional int32 a = 3;
        }
        extend .p.A {
          optional int32 b = 2;
        }
        """,
        """
        package p; extend B { optional int32 a = 3; } extend A {} extend p.A { optional int32 b = 2; }
        message B { extend B { optional int32 c = 2; } extend .p.B { optional int32 d = 1; } }
        extend .p.B { optional int32 c = 1; } message A {}
        """);
  }

  @Test
  void normalized_constantsOfOneNumber_areSortedByName() {
    assertNormal(
        """

        enum E {
          reserved 3;
          reserved 3 to 10;
          reserved 3 to 9;
          A = -1;
          B = 0;
          C = 0;
        }
        """,
        "enum E { C = 0; B = 0; A = -1; reserved 3 to 9, 3 to 10, 3; }");
  }

  @Test
  void normalized_specialOptions_areSortedAmongOthers() {
    assertNormal(
        """

        message M {
          optional int32 a = 1 [
            (b) = 1,
            default = 16,
            deprecated = true,
            json_name = "j",
            packed = true
          ];
        }
        """,
        """
        message M { optional int32 a = 1
          [packed = true, deprecated = true, (b) = 1, json_name = "j", default = 0x10]; }
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "0x1F, 31",
    "-0x10, -16",
    "017, 15",
    "0, 0",
    "-5, -5",
    "1.50, 1.5",
    "100, 100",
    "1e3, 1000",
    "-2.5E-1, -0.25",
    "-0, 0",
    "-0.0, -0",
    "08, 08",
    "3.14159, 3.142",
    "-2.5E-3, -0.002",
    "1.0025, 1.003",
    "1.00250000001, 1.003",
    "0.0005, 0.001",
    "1e22, 9999999778196308000000",
    "16777217.0, 16777217",
    "0.1234567890123456789, 0.123",
    ".5, 0.5",
    "5., 5",
    "inf, inf",
    "-inf, -inf",
    "nan, nan",
    "18446744073709551616, 18446744073709551616",
    "1e999, 1e999",
    "1e999999999, 1e999999999",
  })
  void normalized_number_isDecimal(String written, String normal) {
    String text = "message M { optional double a = 1 [default = %s]; }";
    assertThat(ProtobufSources.parse(text.formatted(written)).normalized().canonicalText())
        .isEqualTo("\nmessage M {\n  optional double a = 1 [default = %s];\n}\n".formatted(normal));
  }

  @Test
  void normalized_spelledOutMaps_areMaps() {
    assertNormal(
        """
        syntax = "proto3";

        message M {
          map<string, .M.N> a = 1;
          map<int64, string> b = 2;

          message N {}
        }
        """,
        """
        syntax = "proto3"; message M { repeated .M.BEntry b = 2; repeated AEntry a = 1; message N {}
          message AEntry { option map_entry = true; string key = 1; N value = 2; }
          message BEntry { option map_entry = true; int64 key = 1; string value = 2; } }
        """);
  }

  @Test
  void normalized_onlySyntax2_staysAsItIs() {
    assertThat(ProtobufSources.parse("syntax = 'proto2';").normalized().canonicalText())
        .isEqualTo("syntax = \"proto2\";\n");
  }

  @ParameterizedTest
  @CsvSource({
    "message M { map<bytes COMMA M> a = 1; }, bytes",
    "message M { map<string COMMA map<double COMMA M>> a = 1; }, double",
    "enum E {} message M { map<E COMMA M> a = 1; }, E",
  })
  void normalized_badMapKey_isRefused(String text, String key) {
    assertThatThrownBy(() -> ProtobufSources.parse(text.replace(" COMMA", ",")))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage("map key must be non-byte, non-floating point scalar: " + key);
  }

  @Test
  void normalized_unknownTypeOfMapValues_staysAsItIs() {
    assertNormal(
        """

        message M {
          map<string, N> a = 1;
        }
        """,
        "message M { map<string, N> a = 1; }");
  }

  @ParameterizedTest
  @CsvSource({
    "message M { optional N z = 2; optional O a = 1; }, O",
    "message M { oneof o { N a = 1; } optional O b = 2; }, O",
    "message M { message P { optional N a = 1; } oneof o { O a = 1; } }, O",
    "message M { optional group G = 1 { optional N a = 1; } }, N",
    "service S { rpc A(N) returns (M); } extend O { optional M a = 1; } message M {}, O",
    "service S { rpc A(M) returns (N); } message M {}, N",
    "message M { optional .M.M a = 1; }, .M.M",
    "package p; message M { optional p a = 1; }, p",
  })
  void normalized_unknownType_isTheFirstOfTheText(String text, String type) {
    assertThatThrownBy(() -> ProtobufSources.parse(text))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage("Could not resolve type: " + type);
  }

  private static void assertNormal(String expected, String text) {
    ProtobufSchema normal = ProtobufSources.parse(text).normalized();
    assertThat(normal.canonicalText()).isEqualTo(expected);
    assertThat(normal.normalized().canonicalText()).isEqualTo(expected);
    assertThat(ProtobufSources.parse(expected).normalized().canonicalText()).isEqualTo(expected);
  }
}
