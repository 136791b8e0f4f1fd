package dev.stele.serde.avro;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Avro's writer of generic data with a shorter way for fields that are numbers, texts and booleans,
 * or null instead: the JIT compiler does not inline Avro's own, which is one method for all types.
 * Whatever is not plainly of its field's type goes Avro's way, and gets Avro's message.
 * Thread-safe.
 */
final class DirectDatumWriter extends GenericDatumWriter<Object> {
  DirectDatumWriter(Schema schema, GenericData model) {
    super(schema, model);
  }

  @Override
  protected void writeField(Object datum, Schema.Field field, Encoder out, Object state)
      throws IOException {
    if (!(datum instanceof GenericData.Record record)
        || !writeDirectly(field.schema(), record.get(field.pos()), out)) {
      super.writeField(datum, field, out, state);
    }
  }

  /** Whether the value could be written; else nothing is. */
  private static boolean writeDirectly(Schema schema, @Nullable Object value, Encoder out)
      throws IOException {
    if (schema.getType() == Schema.Type.UNION) {
      return writeOptional(schema.getTypes(), value, out);
    }
    if (value == null || !isOf(schema, value)) {
      return false;
    }
    writePlain(value, out);
    return true;
  }

  private static boolean writeOptional(List<Schema> branches, @Nullable Object value, Encoder out)
      throws IOException {
    if (branches.size() != 2) {
      return false;
    }
    int none = branches.get(0).getType() == Schema.Type.NULL ? 0 : 1;
    if (branches.get(none).getType() != Schema.Type.NULL) {
      return false;
    }
    if (value == null) {
      out.writeIndex(none);
      out.writeNull();
      return true;
    }
    if (!isOf(branches.get(1 - none), value)) {
      return false;
    }
    out.writeIndex(1 - none);
    writePlain(value, out);
    return true;
  }

  private static boolean isOf(Schema schema, Object value) {
    return schema.getLogicalType() == null
        && switch (schema.getType()) {
          case STRING -> value instanceof CharSequence;
          case LONG -> value instanceof Long;
          case DOUBLE -> value instanceof Double;
          case INT -> value instanceof Integer;
          case BOOLEAN -> value instanceof Boolean;
          case FLOAT -> value instanceof Float;
          default -> false;
        };
  }

  private static void writePlain(Object value, Encoder out) throws IOException {
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Long number) {
      out.writeLong(number);
    } else if (value instanceof Double number) {
      out.writeDouble(number);
    } else if (value instanceof Integer number) {
      out.writeInt(number);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Float number) {
      out.writeFloat(number);
    } else {
      out.writeString((CharSequence) value);
    }
  }
}
