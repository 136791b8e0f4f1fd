package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.TimestampProto;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProtobufDescriptorsTest {
  private static SchemaSource source(String text, String... imports) {
    List<Dependency> dependencies = new ArrayList<>();
    for (int i = 0; i < imports.length; i += 2) {
      dependencies.add(new Dependency(new Reference(imports[i], imports[i], 1), imports[i + 1]));
    }
    return new SchemaSource(SchemaType.PROTOBUF, text, dependencies);
  }

  @Test
  void text_ofLinkedText_isItsCanonicalText() {
    String text =
        """
        syntax = "proto3";
        package p;

        import "google/protobuf/timestamp.proto";
        import "confluent/meta.proto";

        option java_package = "j";
        option java_multiple_files = true;
        option optimize_for = SPEED;

        message M {
          map<string, Inner> by_name = 1;
          map<int32, string> m = 2;
          google.protobuf.Timestamp t = 3;
          optional int32 o = 4 [(confluent.field_meta) = {
            tags: [
              "PII"
            ]
          }];

          message Inner {
            int32 a = 1;
          }
        }
        """;
    String canonical = ProtobufSources.parse(text).canonicalText();
    assertThat(ProtobufDescriptors.text(ProtobufDescriptors.link(source(text))))
        .isEqualTo(canonical);
  }

  @Test
  void link_libraryFiles_areTheLibrarysOwn() {
    FileDescriptor file =
        ProtobufDescriptors.link(
            source(
                "syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\";"
                    + " import \"google/type/money.proto\";"
                    + " message M { google.protobuf.Timestamp t = 1; google.type.Money m = 2; }"));
    assertThat(file.findMessageTypeByName("M").findFieldByName("t").getMessageType().getFile())
        .isSameAs(TimestampProto.getDescriptor().getFile());
    assertThat(file.findMessageTypeByName("M").findFieldByName("m").getMessageType().getFields())
        .hasSize(3);
  }

  @Test
  void link_typeThatIsNotImported_isFoundAmongTheReferences() {
    FileDescriptor file =
        ProtobufDescriptors.link(
            source(
                "syntax = \"proto3\"; message M { o.O o = 1; }",
                "o.proto",
                "syntax = \"proto3\"; package o; message O { int32 a = 1; }"));
    assertThat(file.findMessageTypeByName("M").findFieldByName("o").getMessageType().getFields())
        .hasSize(1);
  }

  @Test
  void link_filesThatImportEachOther_areRefused() {
    SchemaSource source =
        source(
            "syntax = \"proto3\"; import \"a.proto\"; message M {}",
            "a.proto",
            "syntax = \"proto3\"; import \"b.proto\"; message A {}",
            "b.proto",
            "syntax = \"proto3\"; import \"a.proto\"; message B {}");
    assertThatThrownBy(() -> ProtobufDescriptors.link(source))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessageContaining("imported by what it imports itself");
  }

  @Test
  void link_twoFieldsOfOneNumber_areRefused() {
    SchemaSource source = source("syntax = \"proto3\"; message M { int32 a = 1; int32 b = 1; }");
    assertThatThrownBy(() -> ProtobufDescriptors.link(source))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessageContaining("library refuses");
  }

  @Test
  void indexes_leadToMessagesAndBack() {
    MessageIndexes indexes =
        ProtobufDescriptors.indexes(
            source(
                """
                syntax = "proto2";
                package p.q;
                enum E { X = 0; }
                message A {
                  optional group G = 1 { optional int32 x = 2; }
                  repeated MEntry m = 3;
                  message MEntry { option map_entry = true; optional int32 key = 1; optional int32 value = 2; }
                  enum F { Y = 0; }
                  message B { message C {} }
                }
                message q { }
                """));
    assertThat(indexes.of("p.q.A.B.C", false)).contains(List.of(0, 1, 0));
    assertThat(indexes.of("p.q.A.B.C", true)).contains(List.of(0, 0, 0));
    assertThat(indexes.of("p.q.q", false)).contains(List.of(1));
    assertThat(indexes.of("q.A", false)).isEmpty();
    assertThat(indexes.of("p.q.E", false)).isEmpty();
    assertThat(indexes.message(List.of(0, 1, 0))).contains("p.q.A.B.C");
    assertThat(indexes.message(List.of(2))).isEmpty();
    assertThat(indexes.message(List.of(0, 1, 0, 0))).isEmpty();
    assertThat(indexes.message(List.of(-1))).isEmpty();
    assertThat(indexes.first()).isEqualTo(Optional.of("p.q.A"));
  }

  @Test
  void indexes_ofFileThatOnlyImportsPublicly_areThoseOfTheImportedFile() {
    MessageIndexes indexes =
        ProtobufDescriptors.indexes(
            source(
                "syntax = \"proto3\"; import public \"a.proto\";",
                "a.proto",
                "syntax = \"proto3\"; package a; message A {} message B {}"));
    assertThat(indexes.message(List.of(1))).contains("a.B");
    assertThat(indexes.of("a.B", false)).contains(List.of(1));
  }
}
