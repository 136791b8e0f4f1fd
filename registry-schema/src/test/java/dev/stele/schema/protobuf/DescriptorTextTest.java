package dev.stele.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StructProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.stele.schema.InvalidSchemaException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files in compiled form, read and written. */
final class DescriptorTextTest {
  private static String base64(FileDescriptorProto file) {
    return Base64.getEncoder().encodeToString(file.toByteArray());
  }

  private static FileDescriptorProto compiled(String text) throws InvalidProtocolBufferException {
    String serialized = ProtobufSources.parse(text).text("serialized");
    return FileDescriptorProto.parseFrom(Base64.getDecoder().decode(serialized));
  }

  /** What Protobuf's own compiler made of files that use most of what there is. */
  @Test
  void parse_descriptorOfCompiler_saysTheSame() {
    for (FileDescriptorProto file :
        List.of(
            DescriptorProtos.getDescriptor().toProto(),
            StructProto.getDescriptor().toProto(),
            TypeProto.getDescriptor().toProto())) {
      ProtobufSchema source =
          ProtobufSources.parse(
              FilePrinter.print(WellKnown.file(file.getName()).orElseThrow(), PrintStyle.PLAIN));
      ProtobufSchema read = ProtobufSources.parse(base64(file));
      assertThat(withoutOptions(read.normalized().canonicalText()))
          .isEqualTo(withoutOptions(source.normalized().canonicalText()));
    }
  }

  /** Some options are hidden from the descriptors in the library. */
  private static String withoutOptions(String text) {
    return text.replaceAll(" \\[(?s:[^;]*?)\\];", ";").replaceAll("(?m)^option .*\n", "");
  }

  @Test
  void parse_descriptor_keepsWhatSourceCodeSays() {
    String text =
        """
        syntax = "proto3";
        package p;

        import "google/protobuf/timestamp.proto";
        import public "google/protobuf/any.proto";

        option java_package = "j";
        option optimize_for = SPEED;
        option (a).b = -7;
        option (c) = {
          d: [
            0x10,
            "x\\"y"
          ]
        };

        message M {
          reserved 5;
          reserved 7 to 9;
          reserved 900 to max;
          reserved "r";

          option deprecated = true;

          int32 a = 1 [
            packed = true,
            (x) = 1,
            json_name = "j"
          ];
          optional .google.protobuf.Timestamp b = 2;
          repeated E c = 3;

          oneof o {
            string d = 4;
            M e = 6;
          }

          enum E {
            reserved -3 to -1;
            reserved 7;
            reserved "R";
            option allow_alias = true;
            A = 0 [deprecated = true];
            B = 0;
          }
        }

        extend M {
          string x = 100;
        }

        service S {
          option deprecated = true;

          rpc R (stream M) returns (.p.M) {
            option idempotency_level = IDEMPOTENT;
          };
          rpc T (M) returns (stream M);
        }
        """;
    ProtobufSchema schema = ProtobufSources.parse(text);
    assertThat(schema.canonicalText()).isEqualTo(text);
    assertThat(ProtobufSources.parse(schema.text("serialized")).canonicalText()).isEqualTo(text);
  }

  @Test
  void parse_descriptorOfSyntax2_keepsLabelsGroupsAndDefaults() {
    String text =
        """
        syntax = "proto2";

        message M {
          required int32 a = 1 [default = 0x10];
          optional string b = 2 [default = "x"];

          oneof o {
            int32 c = 3;
          \s
            group G = 4 {
              optional int32 d = 1;
            }
          }

          repeated group H = 5 {
            required M e = 1;
          }

          extensions 100 to 200 [(x) = 1];
          extensions 300;
        }

        extend M {
          optional int32 f = 100;
        }
        """
            .replaceAll("(?m)^ +$", "  ");
    ProtobufSchema schema = ProtobufSources.parse(text);
    assertThat(schema.canonicalText()).isEqualTo(text);
    assertThat(ProtobufSources.parse(schema.text("serialized")).canonicalText()).isEqualTo(text);
  }

  @Test
  void text_serialized_writesMapsAsEntries() throws InvalidProtocolBufferException {
    DescriptorProto message =
        compiled(
                """
                syntax = "proto3"; enum E { A = 0; }
                message M { map<string, M> one = 1; map<int32, E> two_words = 2; }
                """)
            .getMessageType(0);
    assertThat(message.getFieldList())
        .extracting(FieldDescriptorProto::getTypeName)
        .containsExactly("oneEntry", "TwoWordsEntry");
    assertThat(message.getFieldList())
        .extracting(FieldDescriptorProto::getLabel)
        .containsOnly(Label.LABEL_REPEATED);
    assertThat(message.getNestedType(1).getOptions().getMapEntry()).isTrue();
    assertThat(message.getNestedType(1).getField(1).getType())
        .isEqualTo(FieldDescriptorProto.Type.TYPE_ENUM);
  }

  /** Clients find messages by their place among all, in which entries come last. */
  @Test
  void text_serialized_writesMembersOfOneofsFirstAndEntriesOfMapsLast()
      throws InvalidProtocolBufferException {
    DescriptorProto message =
        compiled(
                "syntax = 'proto3'; message M { int32 a = 1; map<int32, N> b = 2;"
                    + " oneof o { int32 c = 3; } message N {} message O {} }")
            .getMessageType(0);
    assertThat(message.getFieldList())
        .extracting(FieldDescriptorProto::getName)
        .containsExactly("c", "a", "b");
    assertThat(message.getNestedTypeList())
        .extracting(DescriptorProto::getName)
        .containsExactly("N", "O", "bEntry");
  }

  @Test
  void parse_descriptorOfSyntax3_hasNeitherDefaultsNorRequiredFields() {
    FieldDescriptorProto field =
        FieldDescriptorProto.newBuilder()
            .setName("a")
            .setNumber(1)
            .setType(FieldDescriptorProto.Type.TYPE_INT32)
            .setLabel(FieldDescriptorProto.Label.LABEL_REQUIRED)
            .setDefaultValue("1")
            .build();
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setSyntax("proto3")
            .addMessageType(DescriptorProto.newBuilder().setName("M").addField(field))
            .build();
    assertThat(ProtobufSources.parse(base64(file)).canonicalText())
        .isEqualTo("syntax = \"proto3\";\n\nmessage M {\n  int32 a = 1;\n}\n");
  }

  @Test
  void parse_descriptorWithExtensionsOfOneMessage_declaresThemTogether()
      throws InvalidProtocolBufferException {
    FileDescriptorProto file =
        compiled(
            "syntax = 'proto3'; message M {} message N {} extend M { int32 a = 1; }"
                + " extend N { int32 b = 2; } extend M { int32 c = 3; }");
    assertThat(ProtobufSources.parse(base64(file)).canonicalText())
        .endsWith("extend M {\n  int32 a = 1;\n  int32 c = 3;\n}\nextend N {\n  int32 b = 2;\n}\n");
  }

  @Test
  void text_serialized_writesPresenceInSyntax3() throws InvalidProtocolBufferException {
    DescriptorProto message =
        compiled("syntax = 'proto3'; message M { optional int32 a = 1; oneof o { int32 b = 2; } }")
            .getMessageType(0);
    assertThat(message.getField(0).getOneofIndex()).isEqualTo(0);
    assertThat(message.getField(1).getProto3Optional()).isTrue();
    assertThat(message.getField(1).getOneofIndex()).isEqualTo(1);
    assertThat(message.getOneofDecl(1).getName()).isEqualTo("_a");
  }

  @Test
  void parse_descriptorWithExtensionsAsOptions_keepsTheirValues() {
    UnknownFieldSet meta =
        UnknownFieldSet.newBuilder()
            .addField(1, Field.newBuilder().addLengthDelimited(bytes("doc")).build())
            .addField(3, Field.newBuilder().addLengthDelimited(bytes("PII")).build())
            .build();
    UnknownFieldSet options =
        UnknownFieldSet.newBuilder()
            .addField(1088, Field.newBuilder().addLengthDelimited(meta.toByteString()).build())
            .addField(50_001, Field.newBuilder().addVarint(7).build())
            .build();
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder().setSyntax("proto3").setPackage("p");
    file.addExtensionBuilder()
        .setName("own")
        .setNumber(50_001)
        .setType(FieldDescriptorProto.Type.TYPE_INT32)
        .setExtendee(".google.protobuf.FieldOptions");
    file.addMessageTypeBuilder()
        .setName("M")
        .addFieldBuilder()
        .setName("a")
        .setNumber(1)
        .setType(FieldDescriptorProto.Type.TYPE_INT32)
        .setOptions(FieldOptions.newBuilder().setUnknownFields(options));
    assertThat(ProtobufSources.parse(base64(file.build())).canonicalText())
        .contains(
            """
              int32 a = 1 [
                (confluent.field_meta) = {
                  doc: "doc",
                  tags: [
                    "PII"
                  ]
                },
                (p.own) = 7
              ];
            """);
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  @Test
  void parse_descriptorOfNothing_isRefused() {
    assertThatThrownBy(() -> ProtobufSources.parse("CgF4"))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessage("Empty schema: nothing is declared");
  }

  @Test
  void parse_descriptorThatNoSourceCodeSays_isRefusedAsSourceCode() {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    file.addMessageTypeBuilder().setName("M {");
    assertThatThrownBy(() -> ProtobufSources.parse(base64(file.build())))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessageStartingWith("Could not parse Protobuf - Syntax error in :");
  }
}
