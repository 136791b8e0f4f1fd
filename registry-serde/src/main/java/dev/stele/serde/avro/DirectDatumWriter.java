package dev.stele.serde.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;

/**
 * Avro's writer of generic data with a shorter way for fields of primitive types: the JIT compiler
 * does not inline Avro's own, which is one method for all types. Whatever is not plainly of its
 * field's type goes Avro's way, and gets Avro's message. Thread-safe.
 */
final class DirectDatumWriter extends GenericDatumWriter<Object> {
  DirectDatumWriter(Schema schema, GenericData model) {
    super(schema, model);
  }

  @Override
  protected void writeField(Object datum, Schema.Field field, Encoder out, Object state)
      throws IOException {
    Schema schema = field.schema();
    if (schema.getLogicalType() != null
        || !(datum instanceof GenericData.Record record)
        || !writePrimitive(schema.getType(), record.get(field.pos()), out)) {
      super.writeField(datum, field, out, state);
    }
  }

  /** Whether the value was one, and is written. */
  private static boolean writePrimitive(Schema.Type type, Object value, Encoder out)
      throws IOException {
    if (value instanceof String text && type == Schema.Type.STRING) {
      out.writeString(text);
    } else if (value instanceof Long number && type == Schema.Type.LONG) {
      out.writeLong(number);
    } else if (value instanceof Double number && type == Schema.Type.DOUBLE) {
      out.writeDouble(number);
    } else if (value instanceof Integer number && type == Schema.Type.INT) {
      out.writeInt(number);
    } else if (value instanceof Boolean truth && type == Schema.Type.BOOLEAN) {
      out.writeBoolean(truth);
    } else if (value instanceof Float number && type == Schema.Type.FLOAT) {
      out.writeFloat(number);
    } else {
      return false;
    }
    return true;
  }
}
