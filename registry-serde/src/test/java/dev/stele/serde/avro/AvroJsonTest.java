package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.serde.Schemas;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroJsonTest {
  private static final Schema QUAKE =
      Schemas.parse(
          """
          {"type": "record", "name": "Quake", "fields": [
            {"name": "id", "type": "string"},
            {"name": "mag", "type": ["null", "double"], "default": null},
            {"name": "tags", "type": {"type": "array", "items": "int"}, "default": []},
            {"name": "origin", "type": ["null", {"type": "record", "name": "Origin", "fields": [
              {"name": "depth", "type": "double"}]}], "default": null},
            {"name": "counts", "type": {"type": "map", "values": "int"}, "default": {"x": 1}}]}
          """);

  private static Schema schema(String json) {
    return Schemas.parse(json.startsWith("{") || json.startsWith("[") ? json : '"' + json + '"');
  }

  private static String again(String json, Schema schema) {
    return AvroJson.write(AvroJson.read(json, schema), schema);
  }

  @Test
  void record_asAPersonTypesIt() {
    String json =
        "{\"id\":\"x\",\"mag\":1.5,\"tags\":[1,2],\"origin\":{\"depth\":3.0},\"counts\":{\"a\":1}}";
    assertThat(again(json, QUAKE)).isEqualTo(json);
  }

  @Test
  void record_withAvrosOwnForm_isTheSame() {
    String json =
        "{\"id\":\"x\",\"mag\":{\"double\":1.5},\"tags\":[],\"origin\":{\"Origin\":{\"depth\":3}},"
            + "\"counts\":{}}";
    assertThat(again(json, QUAKE))
        .isEqualTo(
            "{\"id\":\"x\",\"mag\":1.5,\"tags\":[],\"origin\":{\"depth\":3.0},\"counts\":{}}");
  }

  @Test
  void missingFields_takeTheirDefault() {
    GenericRecord one = (GenericRecord) AvroJson.read("{\"id\":\"x\"}", QUAKE);
    GenericRecord other = (GenericRecord) AvroJson.read("{\"id\":\"x\"}", QUAKE);
    assertThat(one)
        .hasToString(
            "{\"id\": \"x\", \"mag\": null, \"tags\": [], \"origin\": null, \"counts\": {\"x\": 1}}");
    assertThat(one == null ? null : one.get("counts"))
        .isNotSameAs(other == null ? null : other.get("counts"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"x\",\"mag\":\"abc\"} | field mag: \"abc\" is not a double",
        "{\"id\":\"x\",\"mag\":{\"double\":\"abc\"}} | field mag: \"abc\" is not a double",
        "{\"id\":5} | field id: 5 is not a string",
        "{\"id\":null} | field id: null is not a string",
        "{\"mag\":5} | field id: missing, and it has no default",
        "{\"id\":\"x\",\"magg\":5} | field magg: not a field of Quake; did you mean mag?",
        "{\"id\":\"x\",\"region\":5} | field region: not a field of Quake",
        "{\"id\":\"x\",\"tags\":[1,2.5]} | field tags[1]: 2.5 is not an int",
        "{\"id\":\"x\",\"tags\":[1,3000000000]} | field tags[1]: 3000000000 is not an int",
        "{\"id\":\"x\",\"origin\":{\"depth\":true}} | field origin.depth: true is not a double",
        "{\"id\":\"x\",\"counts\":{\"a b\":true}} | field counts[\"a b\"]: true is not an int",
        "[] | [] is not a record Quake",
        "{\"id\":\"x\",\"id\":\"y\"} | not JSON at column 15: Duplicate field 'id'",
        "{\"id\":\"x\"} {} | not one JSON value: more follows at column 12",
        "'' | not JSON: the text is empty"
      })
  void whatDoesNotFit_isNamedWithFieldAndValue(String json, String message) {
    assertThatThrownBy(() -> AvroJson.read(json, QUAKE))
        .isInstanceOf(AvroJsonException.class)
        .hasMessage(message);
  }

  @Test
  void truncatedJson_saysWhere() {
    assertThatThrownBy(() -> AvroJson.read("{\"id\": \"x", QUAKE))
        .isInstanceOf(AvroJsonException.class)
        .hasMessageStartingWith("not JSON at column ");
  }

  @Test
  void deepNesting_isRefusedAndNotFollowed() {
    Schema nested =
        schema(
            "{\"type\":\"record\",\"name\":\"N\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"N\"]}]}");
    String deep = "{\"n\":".repeat(100_000);
    assertThatThrownBy(() -> AvroJson.read(deep, nested))
        .isInstanceOf(AvroJsonException.class)
        .hasMessageContaining("depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"int\",\"long\",\"double\"] | 5 | java.lang.Integer",
        "[\"double\",\"long\"] | 5 | java.lang.Long",
        "[\"int\",\"double\"] | 5.0 | java.lang.Double",
        "[\"int\",\"long\"] | 3000000000 | java.lang.Long",
        "[\"float\",\"double\"] | 0.1 | java.lang.Float",
        "[\"float\",\"double\"] | 3.141592653589793 | java.lang.Double",
        "[\"float\",\"double\"] | 1e300 | java.lang.Double",
        "[\"string\",\"bytes\"] | \"a\" | java.lang.String",
        "[\"null\",\"string\"] | {\"string\":\"a\"} | java.lang.String",
        "[\"double\",\"string\"] | \"NaN\" | java.lang.Double",
        "[\"string\",\"double\"] | {\"double\":\"NaN\"} | java.lang.Double",
        "[\"null\",{\"type\":\"map\",\"values\":\"int\"}] | {\"map\":1} | java.util.LinkedHashMap"
      })
  void bareValue_isTheBranchOfItsShape(String schema, String json, Class<?> expected) {
    assertThat(AvroJson.read(json, schema(schema))).isInstanceOf(expected);
    assertThat(again(again(json, schema(schema)), schema(schema)))
        .isEqualTo(again(json, schema(schema)));
  }

  @Test
  void union_ofRecords_goesByFields() {
    Schema union =
        schema(
            """
            [{"type": "record", "name": "A", "fields": [{"name": "x", "type": "int"}]},
             {"type": "record", "name": "B", "fields": [{"name": "x", "type": "string"}]},
             {"type": "record", "name": "C", "fields": [{"name": "y", "type": "int"}]}]
            """);
    assertThat(name("{\"x\":1}", union)).isEqualTo("A");
    assertThat(name("{\"x\":\"1\"}", union)).isEqualTo("B");
    assertThat(name("{\"y\":1}", union)).isEqualTo("C");
    assertThatThrownBy(() -> AvroJson.read("{\"z\":1}", union))
        .hasMessage("{\"z\":1} is none of a record A, a record B, a record C");
    assertThatThrownBy(() -> AvroJson.read("{\"C\":{\"y\":true}}", union))
        .hasMessage("field y: true is not an int");
  }

  private static String name(String json, Schema schema) {
    return AvroJson.read(json, schema) instanceof GenericRecord record
        ? record.getSchema().getName()
        : "";
  }

  @Test
  void write_ambiguousBranch_isWrapped() {
    Schema numbers = schema("[\"int\",\"long\"]");
    assertThat(AvroJson.write(5L, numbers)).isEqualTo("{\"long\":5}");
    assertThat(AvroJson.write(5, numbers)).isEqualTo("5");
    Schema maps = schema("[\"null\",\"string\",{\"type\":\"map\",\"values\":\"string\"}]");
    assertThat(AvroJson.write(Map.of("string", "x"), maps))
        .isEqualTo("{\"map\":{\"string\":\"x\"}}");
    assertThat(AvroJson.write(Map.of("other", "x"), maps)).isEqualTo("{\"other\":\"x\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp-millis, 2018-02-07T01:26:13.840Z, 1517966773840",
    "timestamp-millis, 2018-02-07T02:26:13.840+01:00, 1517966773840",
    "timestamp-micros, 2018-02-07T01:26:13.840001Z, 1517966773840001",
    "timestamp-nanos, 1970-01-01T00:00:00.000000001Z, 1",
    "local-timestamp-millis, 1969-12-31T23:59:59.999, -1",
    "time-micros, 00:00:01, 1000000"
  })
  void times_areReadAsIsoOrNumber(String type, String iso, long number) {
    Schema schema = schema("{\"type\":\"long\",\"logicalType\":\"" + type + "\"}");
    assertThat(AvroJson.read('"' + iso + '"', schema)).isEqualTo(number);
    assertThat(AvroJson.read(Long.toString(number), schema)).isEqualTo(number);
    assertThat(AvroJson.write(number, schema)).isEqualTo(Long.toString(number));
  }

  @Test
  void dates_areReadAsIsoOrNumber() {
    Schema date = schema("{\"type\":\"int\",\"logicalType\":\"date\"}");
    assertThat(AvroJson.read("\"2022-01-08\"", date)).isEqualTo(19000);
    assertThatThrownBy(() -> AvroJson.read("\"8.1.2022\"", date))
        .hasMessage("\"8.1.2022\" is not an int (date)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2018-02-07T01:26:13.8400001Z\"", "\"2018-02-07\"", "\"999999999-13\""})
  void times_finerThanTheirType_areRefused(String json) {
    Schema schema = schema("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}");
    assertThatThrownBy(() -> AvroJson.read(json, schema)).isInstanceOf(AvroJsonException.class);
  }

  @Test
  void decimals_areNumbersOrText() {
    Schema decimal = decimal(9, 2);
    ByteBuffer expected = ByteBuffer.wrap(new byte[] {4, (byte) 0xd2});
    assertThat(AvroJson.read("12.34", decimal)).isEqualTo(expected);
    assertThat(AvroJson.read("\"12.34\"", decimal)).isEqualTo(expected);
    assertThat(AvroJson.read("{\"bytes\":\"\\u0004Ò\"}", decimal)).isEqualTo(expected);
    assertThat(AvroJson.write(expected, decimal)).isEqualTo("12.34");
    assertThat(AvroJson.write(new BigDecimal("12.34"), decimal)).isEqualTo("12.34");
    assertThat(again("1234567890123456.78", decimal(20, 2))).isEqualTo("\"1234567890123456.78\"");
    for (String bad :
        new String[] {"12.345", "12345678.9", "1e999999999", "1e-999999999", "\"1,5\""}) {
      assertThatThrownBy(() -> AvroJson.read(bad, decimal)).isInstanceOf(AvroJsonException.class);
    }
  }

  @Test
  void decimals_thatAreNotInShortestForm_keepTheirBytes() {
    byte[] padded = {0, 4, (byte) 0xd2};
    assertThat(AvroJson.write(ByteBuffer.wrap(padded), decimal(9, 2)))
        .isEqualTo("{\"bytes\":\"\\u0000\\u0004Ò\"}");
  }

  @Test
  void bytes_areOneCharacterEach() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    String json = AvroJson.write(ByteBuffer.wrap(all), schema("bytes"));
    assertThat(AvroJson.read(json, schema("bytes"))).isEqualTo(ByteBuffer.wrap(all));
    assertThatThrownBy(() -> AvroJson.read("\"€\"", schema("bytes")))
        .hasMessage("\"€\" is not bytes");
  }

  @Test
  void uuid_isItsText() {
    String uuid = "\"c0ffee00-1234-4abc-9def-000000000001\"";
    assertThat(again(uuid, schema("{\"type\":\"string\",\"logicalType\":\"uuid\"}")))
        .isEqualTo(uuid);
    assertThat(
            again(
                uuid,
                schema("{\"type\":\"fixed\",\"name\":\"U\",\"size\":16,\"logicalType\":\"uuid\"}")))
        .isEqualTo(uuid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-0.0", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "1.7976931348623157E+308"})
  void doubles_ofEveryKind_comeBack(String json) {
    assertThat(again(json, schema("double"))).isEqualTo(json);
  }

  @Test
  void doubles_beyondTheirRange_areRefused() {
    assertThatThrownBy(() -> AvroJson.read("1e400", schema("double")))
        .isInstanceOf(AvroJsonException.class);
    assertThatThrownBy(() -> AvroJson.read("1e40", schema("float")))
        .isInstanceOf(AvroJsonException.class);
    assertThatThrownBy(() -> AvroJson.read("\"1.5\"", schema("double")))
        .isInstanceOf(AvroJsonException.class);
  }

  @Test
  void write_generatedRecord_withItsJavaTypes() {
    SpecificQuake quake = new SpecificQuake();
    quake.id = "x";
    quake.time = Instant.ofEpochMilli(5);
    assertThat(AvroJson.write(quake, quake.getSchema()))
        .isEqualTo("{\"id\":\"x\",\"time\":5,\"felt\":null}");
  }

  @Test
  void write_whatIsNoDataOfTheSchema_isNamed() {
    GenericData.Record quake = new GenericData.Record(QUAKE);
    quake.put("id", "x");
    quake.put("tags", Arrays.asList(1, "two"));
    assertThatThrownBy(() -> AvroJson.write(quake, QUAKE))
        .isInstanceOf(AvroJsonException.class)
        .hasMessage("field tags[1]: a java.lang.String is not an int");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void randomData_writtenAndRead_isTheSame(long seed) {
    RandomData random = new RandomData(new Random(seed));
    for (int i = 0; i < 500; i++) {
      Schema schema = random.schema(4);
      Object datum = random.datum(schema);
      String json = AvroJson.write(datum, schema);
      Object read = AvroJson.read(json, schema);
      assertThat(inRecord(read, schema))
          .as("%s of %s", json, schema)
          .isEqualTo(inRecord(datum, schema));
      assertThat(AvroJson.write(read, schema)).isEqualTo(json);
    }
  }

  /** Records are compared by their schema, so that 1 is not 1L and text is text. */
  private static GenericData.Record inRecord(@Nullable Object datum, Schema schema) {
    Schema.Field field = new Schema.Field("f", schema);
    GenericData.Record record =
        new GenericData.Record(Schema.createRecord("W", null, "wrapping", false, List.of(field)));
    record.put("f", datum);
    return record;
  }

  private static Schema decimal(int precision, int scale) {
    return schema(
        String.format(
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":%d,\"scale\":%d}",
            precision, scale));
  }
}
