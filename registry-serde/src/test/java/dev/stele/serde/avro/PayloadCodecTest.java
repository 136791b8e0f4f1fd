package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our encoder and decoder against Avro's, over random schemas and data. */
final class PayloadCodecTest {
  private static final byte[] PREFIX = {0, 0, 0, 0, 7};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomData_isEncodedAndDecodedAsByAvro(long seed) throws IOException {
    RandomData random = new RandomData(new Random(seed));
    for (int i = 0; i < 300; i++) {
      Schema schema = random.schema(3);
      Object datum = random.datum(schema);
      byte[] expected = avro(schema, datum);

      PayloadEncoder encoder = new PayloadEncoder();
      encoder.begin(PREFIX);
      new DirectDatumWriter(schema, GenericData.get()).write(datum, encoder);
      byte[] message = encoder.message();
      encoder.clear();
      assertThat(message).startsWith(PREFIX);
      assertThat(Arrays.copyOfRange(message, PREFIX.length, message.length)).isEqualTo(expected);

      PayloadDecoder decoder = Payloads.of(schema).decoder(ByteBuffer.wrap(expected));
      Object read = new GenericDatumReader<@Nullable Object>(schema).read(null, decoder);
      assertThat(decoder.remaining()).isZero();
      Object byAvro =
          new GenericDatumReader<@Nullable Object>(schema)
              .read(null, DecoderFactory.get().binaryDecoder(expected, null));
      assertThat(GenericData.get().toString(read)).isEqualTo(GenericData.get().toString(byAvro));
      skipsLikeAvro(schema, expected);
    }
  }

  static Stream<Arguments> fieldsAndValues() {
    List<Object> values =
        Arrays.asList(
            null,
            1,
            2L,
            3.5f,
            4.5,
            true,
            "text",
            new Utf8("Zürich"),
            CharBuffer.wrap("b"),
            ByteBuffer.wrap(new byte[] {1}));
    return Stream.of(
            "\"int\"",
            "\"long\"",
            "\"float\"",
            "\"double\"",
            "\"boolean\"",
            "\"string\"",
            "\"bytes\"",
            "[\"null\",\"int\"]",
            "[\"long\",\"null\"]",
            "[\"null\",\"string\"]",
            "[\"null\",\"bytes\"]",
            "[\"null\"]",
            "[\"string\",\"int\"]",
            "[\"null\",\"int\",\"long\"]",
            "[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}]",
            "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}")
        .flatMap(schema -> values.stream().map(value -> Arguments.of(schema, value)));
  }

  /** Also of what does not fit: with Avro's words. */
  @ParameterizedTest
  @MethodSource("fieldsAndValues")
  void field_isWrittenAsByAvro(String type, @Nullable Object value) {
    Schema schema = wrap("R", new Schema.Field("f", new Schema.Parser().parse(type)));
    GenericData.Record datum = new GenericData.Record(schema);
    datum.put("f", value);
    PayloadEncoder encoder = new PayloadEncoder();
    encoder.begin(PREFIX);
    Result ours =
        Result.of(
            () -> {
              new DirectDatumWriter(schema, GenericData.get()).write(datum, encoder);
              byte[] message = encoder.message();
              return Arrays.copyOfRange(message, PREFIX.length, message.length);
            });
    assertThat(ours).isEqualTo(Result.of(() -> avro(schema, datum)));
  }

  private record Result(String said) {
    static Result of(Callable<byte[]> writing) {
      try {
        return new Result(Arrays.toString(writing.call()));
      } catch (Exception e) {
        return new Result(e.toString());
      }
    }
  }

  /** A reader that wants none of the fields makes the decoder skip them all. */
  private static void skipsLikeAvro(Schema schema, byte[] payload) throws IOException {
    Schema writer = wrap("W", new Schema.Field("f", schema));
    Schema reader = wrap("W", null);
    DatumReader<@Nullable Object> skipping = new GenericDatumReader<>(writer, reader);
    PayloadDecoder decoder = Payloads.of(schema).decoder(ByteBuffer.wrap(payload));
    skipping.read(null, decoder);
    assertThat(decoder.remaining()).isZero();
  }

  private static Schema wrap(String name, Schema.@Nullable Field field) {
    return Schema.createRecord(
        name, null, "wrapping", false, field == null ? List.of() : List.of(field));
  }

  private static byte[] avro(Schema schema, @Nullable Object datum) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<@Nullable Object>(schema).write(datum, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
