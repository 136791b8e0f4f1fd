package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Symbol;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Notes;
import dev.stele.schema.logical.Properties;
import dev.stele.schema.logical.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of a JSON schema as logical types. Schemas that are referred to are declarations. */
final class LogicalReader {
  private static final String BRANCH_PREFIX = "connect_union_field_";

  private final Definitions definitions;
  private final Effort effort = new Effort();

  private LogicalReader(JsonNode content) {
    definitions = new Definitions(content);
  }

  /**
   * @param content the text that the shape was made from
   * @throws InvalidSchemaException if something has no logical type
   */
  static LogicalSchema read(Shape root, JsonNode content) {
    LogicalReader reader = new LogicalReader(content);
    Slot slot = reader.slot(root, false);
    String namespace = Annotation.text(content, Definitions.NAMESPACE);
    return reader.definitions.schema(namespace.isEmpty() ? null : namespace, slot);
  }

  private Slot slot(Shape shape, boolean nullable) {
    return effort.place(() -> use(shape, nullable));
  }

  private Slot use(Shape shape, boolean nullable) {
    return switch (shape.kind()) {
      case ALL_OF -> slot(Conjunction.simplified(shape), nullable);
      case ANY_OF, ONE_OF -> union(shape, nullable);
      case REFERENCE -> reference(shape, nullable);
      default -> new Slot(type(shape), nullable);
    };
  }

  private LogicalType type(Shape shape) {
    return switch (shape.kind()) {
      case ANY -> Simple.VARIANT;
      case BOOLEAN -> Simple.BOOLEAN;
      case NUMBER -> JsonScalars.number(shape);
      case STRING -> JsonScalars.string(shape.source());
      case ENUM -> enumeration(shape.source());
      case ARRAY -> array(shape);
      case OBJECT -> object(shape);
      default ->
          throw new InvalidSchemaException(
              "A schema of kind " + shape.kind() + " has no logical type");
    };
  }

  private Slot reference(Shape shape, boolean nullable) {
    LogicalType type = definitions.reference(shape, target -> slot(target, false).type());
    return new Slot(type, nullable);
  }

  private Slot union(Shape shape, boolean nullable) {
    List<Shape> members = new ArrayList<>(shape.distinctMembers());
    boolean hasNull = members.removeIf(member -> member.kind() == Kind.NULL);
    if (members.size() == 1) {
      return slot(members.get(0), nullable || hasNull);
    }
    // As in the reference's parser.
    members.sort(Comparator.comparing(member -> !member.kind().isCombined()));
    List<?> said = Annotation.list(shape.source(), Properties.UNION);
    List<Branch> branches = new ArrayList<>();
    for (Shape member : members) {
      Annotated one = Annotated.of(said, branches.size());
      branches.add(
          new Branch(
              branchName(one.name(), member, branches.size()), slot(member, true), one.notes()));
    }
    return new Slot(new Union(branches), nullable || hasNull);
  }

  private static String branchName(@Nullable String said, Shape member, int index) {
    if (said != null) {
      return said;
    }
    String title = Annotation.text(member.source(), "title");
    return title.isEmpty() ? BRANCH_PREFIX + index : title;
  }

  private static Enumeration enumeration(JsonNode source) {
    List<?> said = Annotation.list(source, Properties.ENUM);
    List<Symbol> symbols = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    int index = 0;
    for (JsonNode value : source.path("enum")) {
      String name = value.isTextual() ? value.textValue() : value.toString();
      if (seen.add(name)) {
        symbols.add(new Symbol(name, Annotated.of(said, index).notes()));
      }
      index++;
    }
    return new Enumeration(symbols, notes(source));
  }

  private LogicalType array(Shape shape) {
    Shape items = shape.get(Keywords.EACH_ITEM);
    if (items == null) {
      throw new InvalidSchemaException(
          "An array has no type for all its items: tuples have no logical type");
    }
    if (!isMap(shape) || items.kind() != Kind.OBJECT) {
      return new ArrayOf(slot(items, false));
    }
    Map<String, Shape> entry = properties(items);
    Shape key = entry.get("key");
    Shape value = entry.get("value");
    if (key == null || value == null) {
      throw new InvalidSchemaException(
          "The items of a map that is an array must have a key and a value");
    }
    return map(shape, slot(key, false), slot(value, false));
  }

  private LogicalType object(Shape shape) {
    if (!isMap(shape)) {
      return struct(shape);
    }
    Shape values = shape.get(Keywords.ADDITIONAL_PROPERTIES);
    if (values == null || values.kind() == Kind.NONE) {
      throw new InvalidSchemaException("A map has no additionalProperties, so no type of values");
    }
    OptionalInt length = Annotation.number(shape.source(), Properties.KEY_LENGTH);
    boolean fixed = Annotation.text(shape.source(), Properties.KEY_TYPE).equals("CHAR");
    LogicalType key = length.isPresent() ? new Chars(length.getAsInt(), fixed) : LogicalType.STRING;
    return map(shape, Slot.required(key), slot(values, false));
  }

  private static boolean isMap(Shape shape) {
    return Annotation.text(shape.source(), Properties.CONNECT_TYPE).equals("map");
  }

  private static LogicalType map(Shape shape, Slot key, Slot value) {
    if (!Annotation.text(shape.source(), Properties.FLINK_TYPE).equals(Properties.MULTISET)) {
      return new MapOf(key, value);
    }
    if (value.type() != Simple.INT) {
      throw new InvalidSchemaException("The counts of a multiset are no integers");
    }
    return new MultisetOf(key);
  }

  private static Map<String, Shape> properties(Shape object) {
    Map<String, Shape> properties = object.get(Keywords.PROPERTIES);
    return properties == null ? Map.of() : properties;
  }

  private Struct struct(Shape object) {
    Set<String> required = object.get(Keywords.REQUIRED);
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, Shape> property : inOrder(properties(object))) {
      String name = property.getKey();
      Shape shape = property.getValue();
      Slot slot = slot(shape, required == null || !required.contains(name));
      fields.add(
          new Field(
              name,
              slot,
              JsonScalars.initial(slot.type(), shape),
              false,
              Annotated.checks(Annotation.plain(shape.source().path(Properties.RULES))),
              notes(shape.source())));
    }
    return new Struct(
        fields,
        Annotated.checks(Annotation.plain(object.source().path(Properties.RULES))),
        notes(object.source()));
  }

  /** By the numbers that Kafka Connect gives them, those without one at the end by name. */
  private static List<Map.Entry<String, Shape>> inOrder(Map<String, Shape> properties) {
    return properties.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Shape>>comparingLong(
                    one -> {
                      OptionalInt index =
                          Annotation.number(one.getValue().source(), LogicalWriter.INDEX);
                      return index.isPresent() ? index.getAsInt() : Long.MAX_VALUE;
                    })
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  private static Notes notes(JsonNode source) {
    String doc = Annotation.text(source, "description");
    return Annotated.notes(doc.isEmpty() ? null : doc, name -> Annotation.plain(source.path(name)));
  }
}
