package dev.stele.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** A record to encode. */
public enum Shape {
  /** Six fields of different types, one of them nullable. */
  FLAT {
    @Override
    GenericRecord record() {
      return flat("Flat", 1);
    }
  },
  /** Sixty fields: twenty strings, longs and doubles. */
  WIDE {
    @Override
    GenericRecord record() {
      FieldAssembler<Schema> fields = SchemaBuilder.record("Wide").fields();
      for (int i = 0; i < 20; i++) {
        fields = fields.requiredString("s" + i).requiredLong("l" + i).requiredDouble("d" + i);
      }
      GenericRecord record = new GenericData.Record(fields.endRecord());
      for (int i = 0; i < 20; i++) {
        record.put("s" + i, "value " + i);
        record.put("l" + i, 1_000_000_007L * i);
        record.put("d" + i, i / 7.0);
      }
      return record;
    }
  },
  /** A record that holds a record, an array of ten records and a map of ten strings. */
  NESTED {
    @Override
    GenericRecord record() {
      GenericRecord inner = flat("Item", 0);
      Schema schema =
          SchemaBuilder.record("Nested")
              .fields()
              .name("first")
              .type(inner.getSchema())
              .noDefault()
              .name("items")
              .type(Schema.createArray(inner.getSchema()))
              .noDefault()
              .name("labels")
              .type(Schema.createMap(Schema.create(Schema.Type.STRING)))
              .noDefault()
              .endRecord();
      List<GenericRecord> items = new ArrayList<>();
      Map<String, String> labels = new LinkedHashMap<>();
      for (int i = 0; i < 10; i++) {
        items.add(flat("Item", i));
        labels.put("key " + i, "value " + i);
      }
      return new GenericRecordBuilder(schema)
          .set("first", inner)
          .set("items", items)
          .set("labels", labels)
          .build();
    }
  };

  abstract GenericRecord record();

  private static GenericRecord flat(String name, int number) {
    Schema schema =
        SchemaBuilder.record(name)
            .fields()
            .requiredString("id")
            .requiredLong("time")
            .requiredDouble("amount")
            .requiredInt("count")
            .requiredBoolean("open")
            .optionalString("note")
            .endRecord();
    return new GenericRecordBuilder(schema)
        .set("id", "ci3786814" + number)
        .set("time", 1_517_966_773_840L + number)
        .set("amount", 34.4945 + number)
        .set("count", 62 + number)
        .set("open", true)
        .set("note", "4km W of Castaic, CA")
        .build();
  }
}
