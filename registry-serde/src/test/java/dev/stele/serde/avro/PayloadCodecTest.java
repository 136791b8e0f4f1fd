package dev.stele.serde.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
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
      new GenericDatumWriter<>(schema).write(datum, encoder);
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
        name,
        null,
        "wrapping",
        false,
        field == null ? java.util.List.of() : java.util.List.of(field));
  }

  private static byte[] avro(Schema schema, @Nullable Object datum) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<@Nullable Object>(schema).write(datum, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
