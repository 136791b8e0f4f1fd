package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaEntity.Kind;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks over what can bear tags in one text, in the paths of the reference registry: a step for
 * each schema on the way, {@code object}, {@code array}, {@code anyof.0}, behind {@code object} the
 * name of a property. What a {@code $ref} refers to is met where it is defined.
 *
 * <p>A schema with several constraints is an {@code allof} of them, one with several types an
 * {@code anyof}; {@link MemberOrder} numbers the members.
 */
final class Entities {
  /** Longer paths are not walked: names repeat in the paths to all that lies inside. */
  static final int MAX_PATH_CHARS = 4_000;

  private final Dialect dialect;
  private final Visitor visitor;
  private final MemberOrder order;
  private final StringBuilder path = new StringBuilder();
  private final Set<JsonNode> met = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Is told of entities. */
  interface Visitor {
    /**
     * An entity.
     *
     * @param path valid during the call
     * @param first whether this is the name it is reported by; each has others that it answers to
     */
    void entity(CharSequence path, Kind kind, ObjectNode schema, boolean first);
  }

  Entities(Dialect dialect, Visitor visitor) {
    this.dialect = dialect;
    this.visitor = visitor;
    this.order = new MemberOrder(dialect);
  }

  static void visit(JsonNode root, Visitor visitor) {
    new Entities(Dialect.of(root), visitor).visit(root);
  }

  private void visit(JsonNode schema) {
    if (!schema.isObject()) {
      return;
    }
    List<Constraint> constraints = order.sorted(Constraint.of(schema, dialect));
    for (int i = 0; i < constraints.size(); i++) {
      Constraint constraint = constraints.get(i);
      within(
          constraints.size() == 1 ? "" : "allof." + i + ".",
          () -> visit(constraint, (ObjectNode) schema));
    }
  }

  private void visit(Constraint constraint, ObjectNode schema) {
    switch (constraint.kind()) {
      case OBJECT -> within("object", () -> object(schema));
      case ARRAY -> within("array.", () -> visit(schema.path("items")));
      case NOT -> within("not.", () -> visit(schema.path("not")));
      case CONDITIONAL ->
          List.of("if", "then", "else")
              .forEach(
                  branch ->
                      within("conditional." + branch + ".", () -> visit(schema.path(branch))));
      case ALL_OF -> members("allof.", schema.path("allOf"));
      case ONE_OF -> members("oneof.", schema.path("oneOf"));
      case ANY_OF -> {
        if (constraint.alternatives().isEmpty()) {
          members("anyof.", schema.path("anyOf"));
        } else {
          alternatives(constraint.alternatives(), schema);
        }
      }
      default -> {
        // Nothing lies inside.
      }
    }
  }

  private void members(String step, JsonNode schemas) {
    List<JsonNode> members = order.members(schemas);
    for (int i = 0; i < members.size(); i++) {
      JsonNode member = members.get(i);
      within(step + i + ".", () -> visit(member));
    }
  }

  private void alternatives(List<Constraint> types, ObjectNode schema) {
    List<Constraint> sorted = order.sorted(types);
    for (int i = 0; i < sorted.size(); i++) {
      Constraint type = sorted.get(i);
      within("anyof." + i + ".", () -> visit(type, schema));
    }
  }

  private void object(ObjectNode schema) {
    entity(Kind.RECORD, schema);
    byName(schema.path("properties"))
        .forEach((name, property) -> named("." + name, property, true));
    for (String keyword : List.of("definitions", "$defs")) {
      byName(schema.path(keyword))
          .forEach((name, each) -> named("." + keyword + "." + name, each, false));
    }
  }

  /** In the order of the reference registry's hash maps. */
  private static Map<String, JsonNode> byName(JsonNode schemas) {
    Map<String, JsonNode> named = new HashMap<>();
    schemas.properties().forEach(each -> named.put(each.getKey(), each.getValue()));
    return new HashMap<>(named);
  }

  /** A property, or a schema that is defined for others to refer to. */
  private void named(String step, JsonNode schema, boolean isProperty) {
    if (!(schema instanceof ObjectNode object)) {
      return;
    }
    within(
        step,
        () -> {
          if (isProperty) {
            entity(Kind.FIELD, object);
          }
          within(".", () -> visit(object));
          // Both kinds of entities are found by a path that ends in a name.
          visitor.entity(path, Kind.RECORD, object, false);
          visitor.entity(path, Kind.FIELD, object, false);
        });
  }

  private void entity(Kind kind, ObjectNode schema) {
    visitor.entity(path, kind, schema, met.add(schema));
  }

  private void within(String step, Runnable work) {
    int length = path.length();
    if (length + step.length() <= MAX_PATH_CHARS) {
      path.append(step);
      work.run();
      path.setLength(length);
    }
  }
}
