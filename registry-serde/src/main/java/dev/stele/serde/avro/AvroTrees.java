package dev.stele.serde.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Data as a JSON tree in Avro's own form, which is what migration rules are written for.
 *
 * @param from the schema the payload was written with
 * @param to the schema to read into
 * @param reader makes objects of what is written with {@code to}
 */
record AvroTrees(Schema from, Schema to, DatumReader<Object> reader) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GenericData RAW = AvroModels.raw();

  /**
   * The payload as JSON.
   *
   * @param payload at its beginning
   */
  JsonNode read(PayloadDecoder payload) throws IOException {
    Object datum =
        from.getType() == Schema.Type.BYTES
            ? ByteBuffer.wrap(payload.rest())
            : new GenericDatumReader<>(from, from, RAW).read(null, payload);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(from, text);
    new GenericDatumWriter<>(from, RAW).write(datum, encoder);
    encoder.flush();
    return JSON.readTree(text.toByteArray());
  }

  @Nullable Object value(JsonNode tree) throws IOException {
    String text = new String(JSON.writeValueAsBytes(tree), StandardCharsets.UTF_8);
    Object value = reader.read(null, DecoderFactory.get().jsonDecoder(to, text));
    if (value instanceof ByteBuffer bytes && to.getType() == Schema.Type.BYTES) {
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      return array;
    }
    return value instanceof CharSequence ? value.toString() : value;
  }
}
