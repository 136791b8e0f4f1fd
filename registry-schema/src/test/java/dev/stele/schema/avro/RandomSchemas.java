package dev.stele.schema.avro;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Schemas by chance, and changes to them. Each random number gives the same schemas on every run.
 */
final class RandomSchemas {
  private static final List<Schema.Type> PRIMITIVES =
      List.of(
          Schema.Type.STRING,
          Schema.Type.BYTES,
          Schema.Type.INT,
          Schema.Type.LONG,
          Schema.Type.FLOAT,
          Schema.Type.DOUBLE,
          Schema.Type.BOOLEAN,
          Schema.Type.NULL);

  private final Random random;
  private int names;

  RandomSchemas(long seed) {
    this.random = new Random(seed);
  }

  /** A record with fields of every kind, up to four types deep, with some defaults and notes. */
  Schema record() {
    return record(4);
  }

  private Schema record(int depth) {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      fields.add(field(type(depth - 1, true)));
    }
    Schema record =
        Schema.createRecord(name("R"), maybe() ? "doc" : null, namespace(), false, fields);
    if (maybe()) {
      record.addAlias(name("Zalias"));
      record.addAlias(name("Alias"));
      record.addProp("z", "1");
      record.addProp("a", List.of(2, "x"));
    }
    return record;
  }

  private Field field(Schema type) {
    Field field =
        switch (type.getType()) {
          case INT -> new Field(name("f"), type, null, maybe() ? 7 : null);
          case STRING -> new Field(name("f"), type, "doc", maybe() ? "text" : null);
          case ARRAY -> new Field(name("f"), type, null, maybe() ? List.of() : null);
          default -> new Field(name("f"), type);
        };
    if (maybe()) {
      field.addAlias(name("b"));
      field.addAlias(name("a"));
      field.addProp("p", "q");
    }
    return field;
  }

  private Schema type(int depth, boolean unions) {
    return switch (random.nextInt(depth > 0 ? 10 : 5)) {
      case 0 -> Schema.createFixed(name("F"), null, namespace(), random.nextInt(4));
      case 1 -> Schema.createEnum(name("E"), null, namespace(), List.of("A", "B", "C"));
      case 2 -> Schema.createEnum(name("E"), null, namespace(), List.of("A", "B"), "A");
      case 5 -> Schema.createArray(type(depth - 1, true));
      case 6 -> Schema.createMap(type(depth - 1, true));
      case 7, 8 -> unions ? union(depth) : record(depth);
      case 9 -> record(depth);
      default -> Schema.create(PRIMITIVES.get(random.nextInt(PRIMITIVES.size())));
    };
  }

  private Schema union(int depth) {
    List<Schema> branches = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Schema branch = type(depth - 1, false);
      if (branches.stream().noneMatch(b -> b.getFullName().equals(branch.getFullName()))) {
        branches.add(branch);
      }
    }
    return Schema.createUnion(branches);
  }

  /** The same record with one to three changes somewhere, readable or not. */
  Schema changed(Schema record) {
    Schema changed = record;
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed = change(changed);
    }
    return changed;
  }

  private Schema change(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> changeRecord(schema);
      case ARRAY -> Schema.createArray(change(schema.getElementType()));
      case MAP -> Schema.createMap(change(schema.getValueType()));
      case UNION -> changeUnion(schema);
      case ENUM ->
          Schema.createEnum(
              schema.getName(),
              null,
              schema.getNamespace(),
              maybe() ? List.of("A", "B", "C", "D") : List.of("A"),
              maybe() ? "A" : null);
      case FIXED ->
          Schema.createFixed(
              maybe() ? schema.getName() : name("F"), null, schema.getNamespace(), 2);
      case INT -> Schema.create(maybe() ? Schema.Type.LONG : Schema.Type.DOUBLE);
      case LONG -> Schema.create(maybe() ? Schema.Type.FLOAT : Schema.Type.INT);
      case STRING -> Schema.create(maybe() ? Schema.Type.BYTES : Schema.Type.BOOLEAN);
      default ->
          maybe() ? schema : Schema.createUnion(Schema.create(Schema.Type.NULL), other(schema));
    };
  }

  private static Schema other(Schema schema) {
    return schema.getType() == Schema.Type.NULL ? Schema.create(Schema.Type.INT) : schema;
  }

  private Schema changeUnion(Schema union) {
    List<Schema> branches = new ArrayList<>(union.getTypes());
    Collections.shuffle(branches, random);
    if (maybe() && branches.size() > 1) {
      branches.remove(0);
    }
    return maybe() ? branches.get(0) : Schema.createUnion(branches);
  }

  private Schema changeRecord(Schema record) {
    List<Field> fields = new ArrayList<>();
    int changed = random.nextInt(record.getFields().size() + 1);
    for (Field field : record.getFields()) {
      if (field.pos() != changed) {
        fields.add(new Field(field, field.schema()));
      } else if (maybe()) {
        fields.add(new Field(field.name(), change(field.schema())));
      }
    }
    if (changed == record.getFields().size() || maybe()) {
      fields.add(field(Schema.create(Schema.Type.INT)));
    }
    return Schema.createRecord(record.getName(), null, record.getNamespace(), false, fields);
  }

  /** The same record with another field, which has a default. */
  Schema withDefaultedField(Schema record) {
    List<Field> fields = new ArrayList<>();
    record.getFields().forEach(field -> fields.add(new Field(field, field.schema())));
    fields.add(
        random.nextInt(fields.size() + 1),
        new Field(name("f"), Schema.create(Schema.Type.INT), null, 1));
    return Schema.createRecord(record.getName(), null, record.getNamespace(), false, fields);
  }

  private boolean maybe() {
    return random.nextBoolean();
  }

  private String name(String prefix) {
    return prefix + names++;
  }

  private String namespace() {
    return maybe() ? "some.space" : "";
  }
}
