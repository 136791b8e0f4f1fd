package dev.stele.serde.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads data of one schema into another. Immutable and thread-safe.
 *
 * @param bare reads a payload that is the bytes themselves, without their length; null for others
 * @param expiresAtNanos when the choice of the schema to read into has to be made again; null for
 *     never
 */
record MessageReader(
    DatumReader<Object> reader, @Nullable BareBytes bare, @Nullable Long expiresAtNanos) {

  @Nullable Object read(PayloadDecoder decoder) throws IOException {
    if (bare != null) {
      byte[] bytes = new byte[decoder.remaining()];
      decoder.readFixed(bytes, 0, bytes.length);
      return bare.value(bytes);
    }
    Object value = reader.read(null, decoder);
    return value instanceof CharSequence text ? text.toString() : value;
  }

  /**
   * Avro's faster reader where the model has it. Made here and not on first use, as Avro would,
   * since that is not safe when threads race.
   */
  static DatumReader<Object> generic(Schema writer, Schema reader, GenericData model)
      throws IOException {
    if (model.isFastReaderEnabled()) {
      return new FastReaderBuilder(model).createDatumReader(writer, reader);
    }
    @SuppressWarnings("unchecked")
    DatumReader<Object> slower = model.createDatumReader(writer, reader);
    return slower;
  }
}
