package dev.stele.serde.avro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Schemas and data nobody thought of, with a taste for corners. */
final class RandomData {
  private static final String[] TEXTS = {
    "",
    "a",
    "NaN",
    "Infinity",
    "12",
    "1.5",
    "null",
    "\u0000",
    "\u00e9",
    "ä€😀",
    "A",
    "string",
    "2018-02-07T01:26:13Z",
    "c0ffee00-1234-4abc-9def-000000000001",
    "x".repeat(200)
  };
  private static final long[] LONGS = {
    0,
    1,
    -1,
    63,
    -64,
    64,
    127,
    128,
    8191,
    8192,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 53,
    (1L << 53) + 1
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    1.5,
    0.1,
    1e22,
    1e-300,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    3.141592653589793
  };

  private final Random random;
  private int names;

  RandomData(Random random) {
    this.random = random;
  }

  Schema schema(int depth) {
    int kinds = depth == 0 ? 13 : 17;
    return switch (random.nextInt(kinds)) {
      case 0 -> Schema.create(Schema.Type.NULL);
      case 1 -> Schema.create(Schema.Type.BOOLEAN);
      case 2 -> Schema.create(Schema.Type.INT);
      case 3 -> Schema.create(Schema.Type.LONG);
      case 4 -> Schema.create(Schema.Type.FLOAT);
      case 5 -> Schema.create(Schema.Type.DOUBLE);
      case 6 -> Schema.create(Schema.Type.BYTES);
      case 7 -> Schema.create(Schema.Type.STRING);
      case 8 -> Schema.createEnum(name("E"), null, null, List.of("A", "B", "string"));
      case 9 -> Schema.createFixed(name("F"), null, null, random.nextInt(4));
      case 10 ->
          LogicalTypes.decimal(1 + random.nextInt(20), 0)
              .addToSchema(Schema.create(Schema.Type.BYTES));
      case 11 ->
          LogicalTypes.decimal(9, random.nextInt(5))
              .addToSchema(Schema.createFixed(name("D"), null, null, 4 + random.nextInt(3)));
      case 12 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 13 -> Schema.createArray(schema(depth - 1));
      case 14 -> Schema.createMap(schema(depth - 1));
      case 15 -> record(depth - 1);
      default -> union(depth - 1);
    };
  }

  private String name(String prefix) {
    return prefix + names++;
  }

  private Schema record(int depth) {
    List<Field> fields = new ArrayList<>();
    String[] names = {"a", "b", "string", "map", "int"};
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.add(new Field(names[i], schema(depth)));
    }
    return Schema.createRecord(name("R"), null, "test", false, fields);
  }

  private Schema union(int depth) {
    Map<String, Schema> branches = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      Schema branch = schema(depth);
      if (branch.getType() != Schema.Type.UNION) {
        branches.putIfAbsent(branch.getFullName(), branch);
      }
    }
    return branches.isEmpty()
        ? Schema.create(Schema.Type.STRING)
        : Schema.createUnion(List.copyOf(branches.values()));
  }

  @Nullable Object datum(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> (int) LONGS[random.nextInt(LONGS.length)];
      case LONG -> LONGS[random.nextInt(LONGS.length)];
      case FLOAT -> random.nextBoolean() ? random.nextFloat() : (float) aDouble();
      case DOUBLE -> aDouble();
      case STRING -> text();
      case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(6)));
      case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
      case ENUM ->
          new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
      case ARRAY -> array(schema);
      case MAP -> map(schema);
      case UNION -> datum(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case RECORD -> recordDatum(schema);
    };
  }

  private double aDouble() {
    return random.nextBoolean() ? random.nextGaussian() : DOUBLES[random.nextInt(DOUBLES.length)];
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (length > 0 && random.nextBoolean()) {
      bytes[0] = (byte) (random.nextBoolean() ? 0 : -1);
    }
    return bytes;
  }

  private Object array(Schema schema) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(datum(schema.getElementType()));
    }
    return new GenericData.Array<>(schema, items);
  }

  private Object map(Schema schema) {
    Set<String> keys = new LinkedHashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(text());
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    keys.forEach(key -> map.put(key, datum(schema.getValueType())));
    return map;
  }

  private Object recordDatum(Schema schema) {
    GenericData.Record record = new GenericData.Record(schema);
    schema.getFields().forEach(field -> record.put(field.pos(), datum(field.schema())));
    return record;
  }
}
