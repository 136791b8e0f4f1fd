package dev.stele.serde.avro;

import dev.stele.serde.internal.Pool;
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
    DatumWriter<Object> writer, @Nullable BareBytes bare, @Nullable Projection projection)
    implements PayloadWriter {
  private static final Pool<PayloadEncoder> ENCODERS = new Pool<>(PayloadEncoder::new);

  @Override
  public byte[] write(Object datum, byte[] prefix) throws IOException {
    Object value = datum instanceof AvroValue wrapped ? wrapped.value() : datum;
    if (projection != null) {
      value = projection.apply(value);
    }
    try (Pool.Loan<PayloadEncoder> loan = ENCODERS.take()) {
      PayloadEncoder encoder = loan.object();
      encoder.begin(prefix);
      if (bare != null) {
        encoder.writeFixed(bare.bytes(value));
      } else {
        writer.write(value, encoder);
      }
      return encoder.message();
    }
  }

  /** Rewrites data of one schema as data of another by Avro's rules of schema resolution. */
  record Projection(DatumWriter<Object> writer, Payloads payloads, DatumReader<Object> reader) {
    private static final byte[] NOTHING = new byte[0];

    static Projection of(DatumWriter<Object> writer, Schema from, Schema to) throws IOException {
      return new Projection(
          writer, Payloads.of(from), AvroPayloadReader.datums(from, to, AvroModels.raw()));
    }

    private Object apply(@Nullable Object value) throws IOException {
      byte[] payload = encode(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
      return reader.read(null, payloads.decoder(ByteBuffer.wrap(payload)));
    }

    private byte[] encode(@Nullable Object value) throws IOException {
      try (Pool.Loan<PayloadEncoder> loan = ENCODERS.take()) {
        PayloadEncoder encoder = loan.object();
        encoder.begin(NOTHING);
        writer.write(value, encoder);
        return encoder.message();
      }
    }
  }
}
