package dev.stele.schema.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.schema.InvalidSchemaException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several constraints on one value are together, as the reference registry sees it: an object
 * of all their properties, or else one of them that says most.
 */
final class Conjunction {
  private Conjunction() {}

  /**
   * @throws InvalidSchemaException if no single shape stands for all
   */
  static Shape simplified(Shape allOf) {
    Map<String, Shape> properties = new LinkedHashMap<>();
    Set<String> required = new HashSet<>();
    collect(allOf, properties, required, Collections.newSetFromMap(new IdentityHashMap<>()));
    if (!properties.isEmpty()) {
      return Shape.of(
          Kind.OBJECT,
          JsonNodeFactory.instance.objectNode(),
          Map.of(Keywords.PROPERTIES, properties, Keywords.REQUIRED, required));
    }
    Map<Kind, Shape> last = new EnumMap<>(Kind.class);
    allOf
        .distinctMembers()
        .forEach(
            member -> last.put(member.kind().isCombined() ? Kind.ALL_OF : member.kind(), member));
    Shape combined = last.get(Kind.ALL_OF);
    if (combined != null) {
      return combined;
    }
    Shape string = last.get(Kind.STRING);
    if (last.containsKey(Kind.CONST) || last.containsKey(Kind.ENUM)) {
      for (Kind kind : List.of(Kind.STRING, Kind.NUMBER, Kind.BOOLEAN)) {
        if (last.containsKey(kind)) {
          return last.get(kind);
        }
      }
    } else if (string != null && string.source().has("format") && last.containsKey(Kind.NUMBER)) {
      return last.get(Kind.NUMBER);
    }
    return withoutObject(allOf, last);
  }

  /** Beside one constraint of another kind, what is said of objects need not be looked at. */
  private static Shape withoutObject(Shape allOf, Map<Kind, Shape> last) {
    Shape object = last.get(Kind.OBJECT);
    if (object != null && allOf.distinctMembers().size() == 2 && last.size() == 2) {
      boolean demanded = object.source().path("type").asText().equals("object");
      boolean superfluous =
          !demanded || (object.get(Keywords.REQUIRED) == null && last.containsKey(Kind.ARRAY));
      for (Shape member : allOf.distinctMembers()) {
        if (superfluous && member.kind() != Kind.OBJECT) {
          return member;
        }
      }
    }
    throw new InvalidSchemaException(
        "Several constraints on one value have no logical type together: " + last.keySet());
  }

  private static void collect(
      Shape shape, Map<String, Shape> properties, Set<String> required, Set<Shape> seen) {
    if (!seen.add(shape)) {
      return;
    }
    if (shape.kind() == Kind.ALL_OF) {
      shape.distinctMembers().forEach(member -> collect(member, properties, required, seen));
    } else if (shape.kind() == Kind.REFERENCE) {
      collect(shape.target(), properties, required, seen);
    } else if (shape.kind() == Kind.OBJECT) {
      Map<String, Shape> own = shape.get(Keywords.PROPERTIES);
      Set<String> demanded = shape.get(Keywords.REQUIRED);
      (own == null ? Map.<String, Shape>of() : own)
          .forEach(
              (name, property) -> {
                properties.put(name, property);
                required.remove(name);
                if (demanded != null && demanded.contains(name)) {
                  required.add(name);
                }
              });
    }
  }
}
