package dev.stele.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.Format.Strictness;
import dev.stele.schema.avro.AvroFormat;
import dev.stele.schema.json.JsonFormat;
import dev.stele.schema.protobuf.ProtobufFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNamesTest {
  private static final List<Format> FORMATS =
      List.of(new AvroFormat(), new JsonFormat(), new ProtobufFormat());

  private static FieldNames of(String type, String text) {
    SchemaSource source = new SchemaSource(new SchemaType(type), text, List.of());
    return FORMATS.stream()
        .filter(format -> format.type().name().equals(type))
        .findFirst()
        .orElseThrow()
        .parse(source, Strictness.NEW)
        .fieldNames();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "AVRO|{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"record\",\"name\":\"I\",\"fields\":[{\"name\":\"i\",\"type\":\"int\"}]}},{\"name\":\"b\",\"type\":\"int\"}]}|a b",
        "AVRO|[\"null\",{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}]|~~",
        "JSON|{\"properties\":{\"a\":{\"properties\":{\"i\":{}}},\"b\":true}}|a b",
        "JSON|true|~~",
        "PROTOBUF|syntax = \"proto3\"; message M { int32 a = 1; oneof o { int32 c = 3; } message I { int32 i = 1; } } message N { int32 b = 1; } enum E { Z = 0; }|a b",
      })
  void names_areThoseOfTheOutermostFields(String type, String text, String names) {
    assertThat(of(type, text).all())
        .isEqualTo(names.isEmpty() ? Set.of() : Set.of(names.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"properties\":{\"$$a\":{}}}|true",
        "{\"type\":\"object\",\"properties\":{\"$$a\":{}}}|true",
        "{\"type\":\"object\",\"properties\":{\"$a\":{\"properties\":{\"$$b\":{}}}}}|false",
        "{\"type\":\"string\",\"properties\":{\"$$a\":{}}}|false",
      })
  void flaw_isOfAnObjectWithADoubleDollar(String text, boolean flawed) {
    assertThat(of("JSON", text).flaw().isPresent()).isEqualTo(flawed);
  }
}
