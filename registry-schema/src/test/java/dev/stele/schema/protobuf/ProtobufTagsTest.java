package dev.stele.schema.protobuf;

import static dev.stele.schema.hostile.Soon.soon;
import static dev.stele.schema.protobuf.ProtobufSources.parse;
import static dev.stele.schema.tags.Edits.edits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.schema.UnknownEntityException;
import dev.stele.schema.tags.Edits;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufTagsTest {
  private static final String NESTED =
      """
      syntax = "proto3";
      package n;

      import "confluent/meta.proto";

      message R {
        int32 a = 1;
        In i = 2;
        map<string, In> m = 5;

        oneof choice {
          string c = 3;
          In d = 4;
        }

        message In {
          string x = 1 [(confluent.field_meta) = {
            tags: "OLD"
          }];
        }
        enum E {
          Z = 0;
        }
      }
      """;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "record R",
        "record R.In",
        "field R.a",
        "field R.i",
        "field R.m",
        "field R.choice.c",
      })
  void tags_areReadUnderThePathTheyWerePutOn(String entity) {
    ProtobufSchema schema = parse(parse(NESTED).tagged(edits("field R.In.x -OLD")));

    ProtobufSchema tagged = parse(schema.tagged(edits(entity + " +A +B")));

    assertThat(Edits.read(tagged)).isEqualTo(entity + " A B\n");
    assertThat(tagged.tagged(edits(entity + " -A -B"))).isEqualTo(schema.canonicalText());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "field .R.a +A, field R.a A",
    "field R.c +A,  field R.choice.c A",
    "record .R +A,  record R A",
  })
  void tagged_byAnotherPath(String edit, String read) {
    ProtobufSchema tagged = parse(parse(NESTED).tagged(edits(edit)));

    assertThat(Edits.read(tagged)).contains(read + "\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "record Missing,     Message, Missing",
    "record R.Missing,   Message, Missing",
    "record R.E,         Message, E",
    "record n.R,         Message, n",
    "field R.Missing.x.y, Message, Missing",
    "field a,            Field,   a",
    "field R.missing,    Field,   missing",
    "field R.missing.c,  Field,   c",
    "field R.choice.a,   Field,   a",
    "field n.R.a,        Message, n",
  })
  void tagged_nothingOfThatPath(String entity, String kind, String name) {
    assertThatThrownBy(() -> parse(NESTED).tagged(edits(entity + " +T")))
        .isInstanceOf(UnknownEntityException.class)
        .hasMessage("No matching %s with name '%s' found in the schema".formatted(kind, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"field .", "record .", "field ..", "record R..x"})
  void tagged_pathsWithoutNames(String entity) {
    assertThatThrownBy(() -> parse(NESTED).tagged(edits(entity + " +T")))
        .isInstanceOf(UnknownEntityException.class);
  }

  @Test
  void tagged_bothPathsOfOneField_countTogether() {
    String edited = parse(NESTED).tagged(edits("field R.c +A\nfield R.choice.c +B"));

    assertThat(Edits.read(parse(edited))).contains("field R.choice.c A B\n");
  }

  @Test
  void tagged_writesAList_andNoImport() {
    String text = "syntax = \"proto3\";\n\nmessage M {\n  string a = 1;\n}\n";

    assertThat(parse(text).tagged(edits("field M.a +PII\nrecord M +M")))
        .isEqualTo(
            """
            syntax = "proto3";

            message M {
              option (confluent.message_meta) = {
                tags: [
                  "M"
                ]
              };

              string a = 1 [(confluent.field_meta) = {
                tags: [
                  "PII"
                ]
              }];
            }
            """);
  }

  @Test
  void tagged_unitesWhatWasWrittenInParts_andKeepsOtherOptions() {
    String text =
        """
        syntax = "proto3";
        message M {
          string a = 1 [
            (confluent.field_meta).tags = "A",
            deprecated = true,
            (confluent.field_meta).doc = "d",
            (confluent.field_meta).tags = "B"
          ];
        }
        """;

    assertThat(parse(text).tagged(edits("field M.a +C -A")))
        .contains(
            """
              string a = 1 [
                (confluent.field_meta) = {
                  tags: [
                    "B",
                    "C"
                  ],
                  doc: "d"
                },
                deprecated = true
              ];
            """);
  }

  @Test
  void tagged_keepsGroupsAndOptionsThatAreRepeated() {
    String text =
        """
        syntax = "proto2";

        message M {
          optional string a = 1 [
            (many) = "1",
            (many) = "2"
          ];

          optional group G = 2 {
            optional string g = 3;
          }
        }
        """;

    assertThat(parse(text).tagged(edits("field M.a +T")))
        .contains("(many) = \"1\",\n    (many) = \"2\"", "optional group G = 2", "\"T\"");
    assertThatThrownBy(() -> parse(text).tagged(edits("field M.G.g +T")))
        .isInstanceOf(UnknownEntityException.class);
  }

  @Test
  void tags_ofMessages_thenFields_thenMessagesInside_thenOneofs() {
    ProtobufSchema schema = parse(NESTED);

    String edited = schema.tagged(edits("field R.choice.d +D\nfield R.a +A\nrecord R +R"));

    assertThat(Edits.read(parse(edited)))
        .isEqualTo("record R R\nfield R.a A\nfield R.In.x OLD\nfield R.choice.d D\n");
  }

  @Test
  void tagged_manyFields_endsSoon() {
    int many = 10_000;
    String fields =
        IntStream.rangeClosed(1, many)
            .mapToObj("int32 f%1$d = %1$d;\n"::formatted)
            .collect(Collectors.joining());
    ProtobufSchema schema = parse("syntax = \"proto3\"; message M {\n" + fields + "}");
    String all =
        IntStream.rangeClosed(1, many)
            .mapToObj("field M.f%d +T"::formatted)
            .collect(Collectors.joining("\n"));

    assertThat(soon(() -> parse(schema.tagged(edits(all))).tags())).hasSize(many);
  }
}
