package dev.stele.serde.avro;

import dev.stele.serde.internal.messages.PayloadWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes data of one schema. Immutable and thread-safe.
 *
 * @param bare writes values of type bytes; null for others
 * @param projection what turns the object's own schema into the registered one; null if they agree
 */
record AvroPayloadWriter(
    ThreadLocal<PayloadEncoder> encoders,
    DatumWriter<Object> writer,
    @Nullable BareBytes bare,
    @Nullable Projection projection)
    implements PayloadWriter {

  @Override
  public byte[] write(Object datum, byte[] prefix) throws IOException {
    PayloadEncoder encoder = encoders.get();
    Object value = datum instanceof AvroValue wrapped ? wrapped.value() : datum;
    if (projection != null) {
      value = projection.apply(value, encoder);
    }
    encoder.start(prefix);
    if (bare != null) {
      encoder.writeFixed(bare.bytes(value));
    } else {
      writer.write(value, encoder);
    }
    return encoder.message();
  }

  /** Rewrites data of one schema as data of another by Avro's rules of schema resolution. */
  record Projection(DatumWriter<Object> writer, DatumReader<Object> reader) {
    private static final byte[] NOTHING = new byte[0];

    static Projection of(DatumWriter<Object> writer, Schema from, Schema to) throws IOException {
      return new Projection(writer, AvroPayloadReader.generic(from, to, AvroModels.generic(false)));
    }

    private Object apply(@Nullable Object value, PayloadEncoder encoder) throws IOException {
      encoder.start(NOTHING);
      writer.write(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value, encoder);
      byte[] payload = encoder.message();
      PayloadDecoder decoder = new PayloadDecoder();
      decoder.start(payload, 0, payload.length);
      return reader.read(null, decoder);
    }
  }
}
