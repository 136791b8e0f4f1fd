package dev.stele.serde.avro;

import java.time.Instant;
import java.util.Objects;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** What Avro generates for a record with a logical type, in short. */
public final class SpecificQuake extends SpecificRecordBase {
  private static final long serialVersionUID = 1L;

  public static final Schema SCHEMA$ =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "SpecificQuake", "namespace": "dev.stele.serde.avro",
               "fields": [
                {"name": "id", "type": {"type": "string", "avro.java.string": "String"}},
                {"name": "time", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "felt", "type": ["null", "int"], "default": null}]}
              """);

  private static final SpecificData MODEL$ = new SpecificData();

  static {
    MODEL$.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
  }

  String id = "";
  Instant time = Instant.EPOCH;
  @Nullable Integer felt;

  @Override
  public SpecificData getSpecificData() {
    return MODEL$;
  }

  @Override
  public Schema getSchema() {
    return SCHEMA$;
  }

  @Override
  public @Nullable Conversion<?> getConversion(int field) {
    return field == 1 ? new TimeConversions.TimestampMillisConversion() : null;
  }

  @Override
  public @Nullable Object get(int field) {
    return switch (field) {
      case 0 -> id;
      case 1 -> time;
      default -> felt;
    };
  }

  @Override
  public void put(int field, @Nullable Object value) {
    switch (field) {
      case 0 -> id = String.valueOf(value);
      case 1 -> time = (Instant) Objects.requireNonNull(value);
      default -> felt = (Integer) value;
    }
  }
}
