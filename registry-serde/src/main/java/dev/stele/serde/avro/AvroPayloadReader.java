package dev.stele.serde.avro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.serde.internal.messages.PayloadReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Reads data of one schema into another. Immutable and thread-safe.
 *
 * @param bare reads a payload that is the bytes themselves, without their length; null for others
 * @param mayBeText whether the value may be a text, which the application gets as a String
 * @param strict whether bytes left behind the value are an error
 */
record AvroPayloadReader(
    Payloads payloads,
    DatumReader<Object> reader,
    @Nullable BareBytes bare,
    boolean strict,
    boolean mayBeText,
    AvroTrees trees)
    implements PayloadReader {

  @Override
  public @Nullable Object read(ByteBuffer payload) throws IOException {
    PayloadDecoder decoder = payloads.decoder(payload);
    Object value = value(decoder);
    if (strict && decoder.remaining() > 0) {
      throw new IOException(decoder.remaining() + " bytes are left behind the value");
    }
    return value;
  }

  private @Nullable Object value(PayloadDecoder decoder) throws IOException {
    if (bare != null) {
      return bare.value(decoder.rest());
    }
    Object value = reader.read(null, decoder);
    return mayBeText && value instanceof CharSequence text ? text.toString() : value;
  }

  @Override
  public JsonNode readTree(ByteBuffer payload) throws IOException {
    return trees.read(payloads.decoder(payload));
  }

  @Override
  public @Nullable Object fromTree(JsonNode tree) throws IOException {
    return trees.value(tree);
  }

  /**
   * Avro's faster reader where the model has it. Made here and not on first use, as Avro would,
   * since that is not safe when threads race.
   */
  static DatumReader<Object> datums(Schema writer, Schema reader, GenericData model)
      throws IOException {
    if (model.isFastReaderEnabled()) {
      // What a schema names in java-class would be made of any text: FileOutputStream, for
      // instance.
      boolean named = model instanceof SpecificData && !(model instanceof GeneratedClasses);
      return new FastReaderBuilder(model)
          .withClassPropEnabled(named)
          .withKeyClassEnabled(named)
          .createDatumReader(writer, reader);
    }
    @SuppressWarnings("unchecked")
    DatumReader<Object> slower = model.createDatumReader(writer, reader);
    return slower;
  }
}
