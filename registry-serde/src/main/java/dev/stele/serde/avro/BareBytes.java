package dev.stele.serde.avro;

import java.nio.ByteBuffer;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * A top-level value of type bytes: it stands in a message as it is, without the length that Avro
 * puts in front of bytes elsewhere.
 */
record BareBytes(Schema schema, GenericData model) {
  /** For schemas of type bytes; null for all others. */
  static @Nullable BareBytes of(Schema schema, GenericData model) {
    return schema.getType() == Schema.Type.BYTES ? new BareBytes(schema, model) : null;
  }

  /** A byte[], or what the logical type stands for. */
  Object value(byte[] bytes) {
    LogicalType logicalType = schema.getLogicalType();
    Conversion<?> conversion = logicalType == null ? null : model.getConversionFor(logicalType);
    return conversion == null
        ? bytes
        : Conversions.convertToLogicalType(ByteBuffer.wrap(bytes), schema, logicalType, conversion);
  }

  /** The bytes of a byte[], of a ByteBuffer, or of what the logical type stands for. */
  ByteBuffer bytes(@Nullable Object value) {
    if (value instanceof byte[] array) {
      return ByteBuffer.wrap(array);
    }
    if (value instanceof ByteBuffer buffer) {
      return buffer;
    }
    LogicalType logicalType = schema.getLogicalType();
    Conversion<?> conversion =
        logicalType == null || value == null
            ? null
            : model.getConversionByClass(value.getClass(), logicalType);
    if (conversion == null) {
      throw new AvroTypeException(
          (value == null ? "null" : "a " + value.getClass().getName()) + " is not bytes");
    }
    return (ByteBuffer) Conversions.convertToRawType(value, schema, logicalType, conversion);
  }
}
