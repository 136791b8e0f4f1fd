package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The layout of canonical texts, where the recorded ones leave something open. */
final class PrintedTextTest {
  @Test
  void canonicalText_ofFile_hasPartsInOrder() {
    assertPrinted(
        """
        syntax = "proto3";
        package a.b;

        import "x.proto";
        import "y.proto";
        import public "z.proto";

        option java_package = "j";
        option (o).p.(q) = 1;

        message M {}
        message N {}
        enum E {
          A = 0;
        }
        enum F {
          B = 0;
        }

        extend M {
          int32 x = 1;
        }
        extend N {}

        service S {}
        service T {
          option deprecated = true;
          option (o) = E;

          rpc G (M) returns (stream N);
          rpc H (stream M) returns (N) {
            option deprecated = true;
            option (o) = "x";
          };
        }
        """,
        """
        syntax = "proto3"; enum E { A = 0; } enum F { B = 0; }
        service S {} service T { rpc G(M) returns (stream N) {}
          rpc H(stream M) returns (N) { option deprecated = true; option (o) = "x"; }
          option deprecated = true; option (o) = E; }
        extend M { int32 x = 1; } extend N {} message M {} message N {} package a.b;
        option java_package = 'j'; import public "z.proto"; import "x.proto"; import weak "w.proto";
        import "./y.proto"; option (o).p.(q) = 1;
        """);
  }

  @Test
  void canonicalText_ofMessage_hasPartsInOrder() {
    assertPrinted(
        """

        message M {
          reserved 1, 5 to 7, 9 to max;
          reserved "a", "b";

          option deprecated = true;
          option no_standard_descriptor_accessor = true;

          optional int32 a = 1;
          repeated M b = 2;

          oneof o {
            option (x) = 1;
         \s
            int32 c = 3;
         \s
            group G = 4 {}
          }
          oneof p {}

          required group H = 5 {
            optional int32 d = 1;
          }

          extensions 100 to 200, 300;
          extensions 400 to max;

          extend M {
            optional int32 e = 100;
          }

          message N {
            message O {
              optional int32 f = 1;
           \s
              enum E {
                A = 0;
              }
            }
          }
          enum E {}
        }
        """,
        """
        message M { enum E {} message N { message O { enum E { A = 0; } optional int32 f = 1; } }
          extend M { optional int32 e = 100; } extensions 100 to 200, 300; extensions 400 to max;
          required group H = 5 { optional int32 d = 1; }
          oneof o { group G = 4 {} option (x) = 1; int32 c = 3; } oneof p {}
          optional int32 a = 1; repeated M b = 2;
          option deprecated = true; option no_standard_descriptor_accessor = true;
          reserved 1, 5 to 7, 9 to 536870911; reserved "a", 'b'; }
        """);
  }

  @Test
  void canonicalText_ofEnum_hasNoEmptyLines() {
    assertPrinted(
        """
        syntax = "proto3";

        enum E {
          reserved -5 to -1, 7;
          reserved "X";
          option allow_alias = true;
          A = 0;
          B = 0 [deprecated = true];
          C = -2147483648;
        }
        """,
        """
        syntax = "proto3"; enum E { A = 0; B = 0 [deprecated = true]; option allow_alias = true;
          C = -2147483648; reserved -5 to -1, 7; reserved "X"; }
        """);
  }

  @Test
  void canonicalText_optionValues_areNestedByLines() {
    assertPrinted(
        """
        syntax = "proto3";

        option (a) = {
        };
        option (b) = [
        ];
        option (c) = {
          n: -1.5e3,
          e: SOME,
          t: true,
          s: "x",
          l: [
            1,
            "y",
            [
              A
            ]
          ],
          m: {
            [ext.name]: 0x10
          }
        };

        message M {
          int32 a = 1 [
            (c) = {
              d: {
                e: 1
              }
            },
            (d).e = 1,
            json_name = "b"
          ];
        }
        """,
        """
        syntax = "proto3"; option (a) = {}; option (b) = [];
        option (c) = { n: -1.5e3 e: SOME, t: true; s: 'x' l: [1, "y", [A]] m { [ext.name]: 0x10 } };
        message M { int32 a = 1 [json_name = "b", (c) = {d: {e: 1}}, (d).e = 1]; }
        """);
  }

  @Test
  void canonicalText_specialOptions_areLast() {
    assertPrinted(
        """

        message M {
          optional string a = 1 [
            deprecated = true,
            default = "d",
            json_name = "j"
          ];
          optional bool b = 2 [default = true];
          optional bytes c = 3 [default = x];
          optional E d = 4 [default = B];
          optional int32 e = 5 [default = -0x7f];
          optional double f = 6 [default = -inf];
        }
        enum E {
          B = 1;
        }
        """,
        """
        message M { optional string a = 1 [json_name = "j", default = "d", deprecated = true];
          optional bool b = 2 [default = true]; optional bytes c = 3 [default = "x"];
          optional E d = 4 [default = B]; optional int32 e = 5 [default = -0x7f];
          optional double f = 6 [default = -inf]; } enum E { B = 1; }
        """);
  }

  @Test
  void canonicalText_strings_areEscapedWhereThereIsALetterForIt() {
    assertPrinted(
        """

        option a = "\\"\\'\\\\\\a\\b\\f\\n\\r\\t\\v\001é";
        """,
        """
        option a = '"\\'\\\\\\x07\\010\\f\\n\\r\\t\\v\\001é';
        """);
  }

  @Test
  void canonicalText_rangeBeyondFieldNumbers_endsWithMax() {
    assertPrinted(
        """

        enum E {
          reserved 1 to max;
          reserved 2 to max;
        }
        """,
        "enum E { reserved 1 to 2147483647; reserved 2 to max; }");
  }

  @Test
  void canonicalText_listOfOne_isInLine() {
    assertPrinted(
        """

        option (a) = [1];
        option (b) = {
          c: [
            1
          ]
        };
        """,
        "option (a) = [1]; option (b) = { c: [1] };");
  }

  @Test
  void canonicalText_quotesInPathsAndNames_areEscaped() {
    assertPrinted(
        """
        syntax = "proto3";

        import "a\\"b.proto";

        message M {
          reserved "c\\"d";
        }
        """,
        "syntax = 'proto3'; import 'a\"b.proto'; message M { reserved 'c\"d'; }");
  }

  @Test
  void text_withoutExtensions_hasNoRangesAndCustomOptions() {
    ProtobufSchema schema =
        ProtobufSources.parse(
            """
            option (o) = 1; option deprecated = true; extend M { optional int32 a = 100; }
            message M { option (o) = 1; extensions 100 to 200;
              extend M { optional int32 b = 101; } optional int32 c = 1 [(o) = 1, packed = true]; }
            """);
    assertThat(schema.text("IGNORE_EXTENSIONS"))
        .isEqualTo(
            """

            option deprecated = true;

            message M {
              optional int32 c = 1 [packed = true];
            }
            """);
  }

  @Test
  void text_withoutExtensions_keepsTheOptionsThatEverybodyKnows() {
    ProtobufSchema schema =
        ProtobufSources.parse(
            "message M { option (confluent.message_meta).doc = 'd'; option (confluence) = 1; }");
    assertThat(schema.text("ignore_extensions"))
        .isEqualTo("\nmessage M {\n  option (confluent.message_meta).doc = \"d\";\n}\n");
  }

  private static void assertPrinted(String expected, String text) {
    ProtobufSchema schema = ProtobufSources.parse(text);
    assertThat(schema.canonicalText()).isEqualTo(expected);
    assertThat(ProtobufSources.parse(expected).canonicalText()).isEqualTo(expected);
    assertThat(schema.text("default")).isEqualTo(expected);
  }
}
