package dev.stele.schema.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.Literal;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Binary;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Clock;
import dev.stele.schema.logical.LogicalType.Decimal;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Temporal;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Notes;
import dev.stele.schema.logical.Properties;
import dev.stele.schema.logical.Slot;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One writing of logical types as an Avro schema. */
final class LogicalWriter {
  /** Says of a record or an enum that its name is made up. */
  static final String ANONYMOUS = "logical.anonymous";

  /** What stands for anything. */
  static final String VARIANT = "confluent.type.Variant";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final LogicalSchema schema;
  private final Set<String> written = new HashSet<>();

  private LogicalWriter(LogicalSchema schema) {
    this.schema = schema;
  }

  /**
   * @param name of a record that has none
   * @throws InvalidSchemaException if Avro cannot say it
   */
  static String write(LogicalSchema schema, String name) {
    if (!schema.imports().isEmpty()) {
      throw new InvalidSchemaException(
          "USING TYPE is for JSON: in Avro, types of other schemas are meant by their names");
    }
    return new LogicalWriter(schema).slot(schema.root(), name, false).toString();
  }

  /**
   * A type where it is used.
   *
   * @param name of what has none
   * @param nullLast whether {@code null} comes behind the type
   */
  private JsonNode slot(Slot slot, String name, boolean nullLast) {
    JsonNode type = type(slot.type(), name);
    if (!slot.nullable()) {
      return type;
    }
    ArrayNode union = NODES.arrayNode();
    if (type.isArray()) {
      union.addAll((ArrayNode) type);
    } else {
      union.add(type);
    }
    return nullLast ? union.add("null") : union.insert(0, "null");
  }

  private JsonNode type(LogicalType type, String name) {
    if (type instanceof Simple simple) {
      return simple(simple);
    } else if (type instanceof Decimal decimal) {
      return primitive("bytes")
          .put("logicalType", "decimal")
          .put("precision", decimal.precision())
          .put("scale", decimal.scale());
    } else if (type instanceof Chars chars) {
      ObjectNode string = limited("string", chars.length());
      return chars.fixed() ? string.put(Properties.FLINK_MIN_LENGTH, chars.length()) : string;
    } else if (type instanceof Binary binary) {
      return binary.fixed()
          ? primitive("fixed").put("name", name).put("size", binary.length())
          : limited("bytes", binary.length());
    } else if (type instanceof Temporal temporal) {
      return temporal(temporal);
    } else if (type instanceof ArrayOf array) {
      return primitive("array").set("items", slot(array.element(), name, false));
    } else if (type instanceof MultisetOf multiset) {
      return map(multiset.element(), Slot.required(Simple.INT), name)
          .put(Properties.FLINK_VERSION, "1")
          .put(Properties.FLINK_TYPE, Properties.MULTISET);
    } else if (type instanceof MapOf map) {
      return map(map.key(), map.value(), name);
    } else if (type instanceof Union union) {
      return union(union);
    } else if (type instanceof Named named) {
      return named(named.name());
    }
    return definition(type, name).put(ANONYMOUS, "true");
  }

  private JsonNode simple(Simple type) {
    return switch (type) {
      case BOOLEAN -> primitive("boolean");
      case TINYINT -> primitive("int").put(Properties.CONNECT_TYPE, "int8");
      case SMALLINT -> primitive("int").put(Properties.CONNECT_TYPE, "int16");
      case INT -> primitive("int");
      case BIGINT -> primitive("long");
      case FLOAT -> primitive("float");
      case DOUBLE -> primitive("double");
      case DATE -> primitive("int").put("logicalType", "date");
      case VARIANT -> variant();
    };
  }

  private JsonNode variant() {
    if (!written.add(VARIANT)) {
      return NODES.textNode(VARIANT);
    }
    ObjectNode record = primitive("record").put("name", VARIANT);
    record
        .putArray("fields")
        .add(entryPart("metadata", NODES.textNode("bytes")))
        .add(entryPart("value", NODES.textNode("bytes")));
    return record.put("logicalType", "variant");
  }

  private static ObjectNode primitive(String name) {
    return NODES.objectNode().put("type", name);
  }

  private static ObjectNode limited(String name, int length) {
    ObjectNode type = primitive(name);
    return length == LogicalType.UNBOUNDED
        ? type
        : type.put(Properties.FLINK_VERSION, "1").put(Properties.FLINK_MAX_LENGTH, length);
  }

  private static ObjectNode temporal(Temporal type) {
    boolean time = type.clock() == Clock.TIME;
    int kept = type.precision() <= 3 ? 3 : type.precision() <= 6 || time ? 6 : 9;
    String unit = kept == 3 ? "millis" : kept == 6 ? "micros" : "nanos";
    String name =
        switch (type.clock()) {
          case TIME -> "time-";
          case TIMESTAMP -> "local-timestamp-";
          case TIMESTAMP_LTZ -> "timestamp-";
        };
    ObjectNode number =
        primitive(time && kept == 3 ? "int" : "long").put("logicalType", name + unit);
    return kept == type.precision()
        ? number
        : number
            .put(Properties.FLINK_VERSION, "1")
            .put(Properties.FLINK_PRECISION, type.precision());
  }

  private ObjectNode map(Slot key, Slot value, String name) {
    if (key.type() instanceof Chars chars) {
      ObjectNode map = primitive("map").set("values", slot(value, name, false));
      if (chars.length() < LogicalType.UNBOUNDED) {
        map.put(Properties.KEY_LENGTH, chars.length());
      }
      return chars.fixed() ? map.put(Properties.KEY_TYPE, "CHAR") : map;
    }
    ObjectNode entry = primitive("record").put("name", name + "_Entry");
    entry
        .putArray("fields")
        .add(entryPart("key", slot(key, name + "_key", false)))
        .add(entryPart("value", slot(value, name + "_value", false)));
    entry.put("connect.internal.type", "MapEntry");
    ObjectNode array = primitive("array");
    array.set("items", entry);
    return array.put("logicalType", "map");
  }

  private static ObjectNode entryPart(String name, JsonNode type) {
    return NODES.objectNode().put("name", name).set("type", type);
  }

  private ArrayNode union(Union union) {
    ArrayNode members = NODES.arrayNode();
    // A union in a union is refused by Avro, as is one with null in it twice.
    union.branches().forEach(branch -> members.add(type(branch.slot().type(), branch.name())));
    return members;
  }

  private JsonNode named(String name) {
    LogicalType type = schema.declared().get(name);
    return type == null || !written.add(name) ? NODES.textNode(name) : definition(type, name);
  }

  private ObjectNode definition(LogicalType type, String name) {
    if (type instanceof Struct struct) {
      return record(struct, name);
    }
    Enumeration enumeration = (Enumeration) type;
    ObjectNode node = primitive("enum").put("name", name);
    ArrayNode symbols = NODES.arrayNode();
    enumeration.symbols().forEach(symbol -> symbols.add(symbol.name()));
    node.set("symbols", symbols);
    if (enumeration.symbols().stream().anyMatch(symbol -> !symbol.notes().equals(Notes.NONE))) {
      ArrayNode said = node.putArray(Properties.ENUM);
      enumeration.symbols().forEach(symbol -> said.add(said(symbol.name(), symbol.notes())));
    }
    return noted(node, enumeration.notes());
  }

  private ObjectNode record(Struct struct, String name) {
    ObjectNode record = primitive("record").put("name", name);
    ArrayNode fields = record.putArray("fields");
    struct.fields().forEach(field -> fields.add(field(field, name)));
    return noted(record, struct.notes());
  }

  private ObjectNode field(Field field, String record) {
    boolean nullLast =
        field.initial().filter(value -> !(value instanceof Literal.Null)).isPresent();
    ObjectNode node = NODES.objectNode().put("name", field.name());
    node.set("type", slot(field.slot(), record + "_" + field.name(), nullLast));
    field
        .initial()
        .ifPresent(value -> node.set("default", AvroDefaults.json(resolved(field), value)));
    if (field.slot().type() instanceof Union union) {
      ArrayNode branches = node.putArray(Properties.UNION);
      for (Branch branch : union.branches()) {
        branches.add(said(branch.name(), branch.notes()));
      }
    }
    return noted(node, field.notes());
  }

  private @Nullable LogicalType resolved(Field field) {
    LogicalType type = field.slot().type();
    return type instanceof Named named ? schema.definition(named.name()) : type;
  }

  private static ObjectNode said(String name, Notes notes) {
    ObjectNode node = NODES.objectNode().put("name", name);
    if (notes.doc() != null) {
      node.put("doc", notes.doc());
    }
    return withParams(node, "params", notes.params());
  }

  private static ObjectNode noted(ObjectNode node, Notes notes) {
    if (notes.doc() != null) {
      node.put("doc", notes.doc());
    }
    if (!notes.tags().isEmpty()) {
      ArrayNode tags = node.putArray(Properties.TAGS);
      notes.tags().forEach(tags::add);
    }
    return withParams(node, Properties.PARAMS, notes.params());
  }

  private static ObjectNode withParams(ObjectNode node, String name, Map<String, String> params) {
    if (!params.isEmpty()) {
      ObjectNode all = node.putObject(name);
      params.forEach(all::put);
    }
    return node;
  }
}
