package dev.stele.serde.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes data of one schema with one id. Immutable and thread-safe.
 *
 * @param bare writes values of type bytes; null for others
 * @param projection what turns the object's own schema into the registered one; null if they agree
 * @param expiresAtNanos when the choice of the schema has to be made again; null for never
 */
record MessageWriter(
    int schemaId,
    DatumWriter<Object> writer,
    @Nullable BareBytes bare,
    @Nullable Projection projection,
    @Nullable Long expiresAtNanos) {

  byte[] write(Object datum, PayloadEncoder encoder) throws IOException {
    Object value = datum instanceof AvroValue wrapped ? wrapped.value() : datum;
    encoder.start();
    if (projection != null) {
      value = projection.apply(value, encoder);
      encoder.start();
    }
    if (bare != null) {
      encoder.writeFixed(bare.bytes(value));
    } else {
      writer.write(value, encoder);
    }
    return encoder.message(schemaId);
  }

  /** Rewrites data of one schema as data of another by Avro's rules of schema resolution. */
  record Projection(DatumWriter<Object> writer, DatumReader<Object> reader) {
    static Projection of(DatumWriter<Object> writer, Schema from, Schema to) throws IOException {
      return new Projection(writer, MessageReader.generic(from, to, AvroModels.generic(false)));
    }

    private Object apply(@Nullable Object value, PayloadEncoder encoder) throws IOException {
      writer.write(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value, encoder);
      byte[] payload = encoder.payload();
      PayloadDecoder decoder = new PayloadDecoder();
      decoder.start(payload, 0, payload.length);
      return reader.read(null, decoder);
    }
  }
}
