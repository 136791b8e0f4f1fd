package dev.stele.schema.avro;

import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.Annotated;
import dev.stele.schema.logical.Effort;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Symbol;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Properties;
import dev.stele.schema.logical.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** One reading of an Avro schema as logical types. Records and enums are declarations. */
final class LogicalReader {
  private final Effort effort = new Effort();
  private final Set<String> foreign = new HashSet<>();
  private final Map<String, LogicalType> declared = new LinkedHashMap<>();
  private final Map<String, LogicalType> external = new LinkedHashMap<>();

  private LogicalReader() {}

  /**
   * @param referenced the outermost schemas of the dependencies
   * @throws InvalidSchemaException if something has no logical type, as {@code null} by itself
   */
  static LogicalSchema read(Schema schema, List<Schema> referenced) {
    LogicalReader reader = new LogicalReader();
    referenced.forEach(reader::collectNames);
    Slot root = reader.slot(schema, List.of());
    return new LogicalSchema(null, reader.declared, reader.external, Map.of(), root);
  }

  private void collectNames(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        if (foreign.add(schema.getFullName())) {
          schema.getFields().forEach(field -> collectNames(field.schema()));
        }
      }
      case ENUM -> foreign.add(schema.getFullName());
      case ARRAY -> collectNames(schema.getElementType());
      case MAP -> collectNames(schema.getValueType());
      case UNION -> schema.getTypes().forEach(this::collectNames);
      default -> {}
    }
  }

  /**
   * A type where it is used.
   *
   * @param branches what is said of the branches of unions in it
   */
  private Slot slot(Schema schema, List<?> branches) {
    return effort.place(() -> use(schema, branches));
  }

  private Slot use(Schema schema, List<?> branches) {
    if (schema.getType() != Schema.Type.UNION) {
      return Slot.required(type(schema, branches));
    }
    List<Schema> members =
        schema.getTypes().stream().filter(member -> member.getType() != Schema.Type.NULL).toList();
    boolean nullable = members.size() < schema.getTypes().size();
    return members.size() == 1
        ? slot(members.get(0), branches).nullable(nullable)
        : new Slot(union(members, branches), nullable);
  }

  private LogicalType union(List<Schema> members, List<?> branches) {
    List<Branch> all = new ArrayList<>();
    for (Schema member : members) {
      Annotated said = Annotated.of(branches, all.size());
      String name = said.name();
      all.add(
          new Branch(
              name == null ? branchName(member, members) : name,
              slot(member, branches),
              said.notes()));
    }
    return new Union(all);
  }

  private static String branchName(Schema member, List<Schema> members) {
    String simple = member.getName();
    long same = members.stream().filter(other -> other.getName().equals(simple)).count();
    return same == 1 ? simple : member.getFullName().replace('.', '_');
  }

  private LogicalType type(Schema schema, List<?> branches) {
    return switch (schema.getType()) {
      case BOOLEAN -> Simple.BOOLEAN;
      case FLOAT -> Simple.FLOAT;
      case DOUBLE -> Simple.DOUBLE;
      case INT -> AvroScalars.integer(schema);
      case LONG -> AvroScalars.temporal(schema).orElse(Simple.BIGINT);
      case STRING -> AvroScalars.string(schema);
      case BYTES, FIXED -> AvroScalars.bytes(schema);
      case ARRAY -> array(schema, branches);
      case MAP -> map(schema, key(schema), slot(schema.getValueType(), branches));
      case ENUM ->
          isAnonymous(schema) ? enumeration(schema) : named(schema, () -> enumeration(schema));
      case RECORD -> record(schema);
      case NULL -> throw new InvalidSchemaException("Standalone NULL type is not supported");
      case UNION -> slot(schema, branches).type();
    };
  }

  private LogicalType array(Schema schema, List<?> branches) {
    Schema element = schema.getElementType();
    if (!isMap(schema)) {
      return new ArrayOf(slot(element, branches));
    }
    Schema.Field key = element.getField("key");
    Schema.Field value = element.getField("value");
    if (key == null || value == null || element.getFields().size() != 2) {
      throw new InvalidSchemaException(
          "The elements of a map that is an array must have a key and a value, and nothing else");
    }
    return map(schema, slot(key.schema(), branches), slot(value.schema(), branches));
  }

  /** As this registry, Flink and Kafka Connect write maps whose keys are no texts. */
  private static boolean isMap(Schema array) {
    Schema element = array.getElementType();
    return AvroScalars.logicalType(array).equals("map")
        || (element.getType() == Schema.Type.RECORD
            && (element.getFullName().equals("io.confluent.connect.avro.MapEntry")
                || AvroScalars.text(element, "connect.internal.type").equals("MapEntry")));
  }

  private static LogicalType map(Schema schema, Slot key, Slot value) {
    if (!AvroScalars.text(schema, Properties.FLINK_TYPE).equals(Properties.MULTISET)) {
      return new MapOf(key, value);
    }
    if (value.type() != Simple.INT) {
      throw new InvalidSchemaException("The counts of a multiset are no integers");
    }
    return new MultisetOf(key);
  }

  private static Slot key(Schema map) {
    OptionalInt length = AvroScalars.number(map, Properties.KEY_LENGTH);
    return Slot.required(
        length.isPresent()
            ? new Chars(
                length.getAsInt(), AvroScalars.text(map, Properties.KEY_TYPE).equals("CHAR"))
            : LogicalType.STRING);
  }

  private LogicalType record(Schema schema) {
    if (isVariant(schema)) {
      return Simple.VARIANT;
    }
    return isAnonymous(schema) ? struct(schema) : named(schema, () -> struct(schema));
  }

  private static boolean isVariant(Schema record) {
    return AvroScalars.logicalType(record).equals("variant")
        || (record.getFullName().equals(LogicalWriter.VARIANT)
            && record.getFields().size() == 2
            && Stream.of("metadata", "value")
                .map(record::getField)
                .allMatch(field -> field != null && field.schema().getType() == Schema.Type.BYTES));
  }

  private LogicalType named(Schema schema, Supplier<LogicalType> body) {
    String name = schema.getFullName();
    Map<String, LogicalType> types = foreign.contains(name) ? external : declared;
    if (!types.containsKey(name)) {
      types.put(name, new Struct(List.of())); // keeps its place, and ends the recursion
      types.put(name, body.get());
    }
    return new Named(name);
  }

  private Struct struct(Schema schema) {
    List<Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Slot slot =
          slot(
              field.schema(),
              field.getObjectProp(Properties.UNION) instanceof List<?> list ? list : List.of());
      fields.add(
          new Field(
              field.name(),
              slot,
              AvroDefaults.literal(slot.type(), field.defaultVal()),
              false,
              Annotated.checks(field.getObjectProp(Properties.RULES)),
              Annotated.notes(field.doc(), field::getObjectProp)));
    }
    return new Struct(
        fields,
        Annotated.checks(schema.getObjectProp(Properties.RULES)),
        Annotated.notes(schema.getDoc(), schema::getObjectProp));
  }

  private static Enumeration enumeration(Schema schema) {
    List<?> said = schema.getObjectProp(Properties.ENUM) instanceof List<?> list ? list : List.of();
    List<Symbol> symbols = new ArrayList<>();
    for (String symbol : schema.getEnumSymbols()) {
      symbols.add(new Symbol(symbol, Annotated.of(said, symbols.size()).notes()));
    }
    return new Enumeration(symbols, Annotated.notes(schema.getDoc(), schema::getObjectProp));
  }

  private static boolean isAnonymous(Schema schema) {
    return "true".equals(schema.getObjectProp(LogicalWriter.ANONYMOUS));
  }
}
