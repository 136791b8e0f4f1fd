package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A constraint that a schema makes, told by its keywords alone: their values need not be valid.
 *
 * @param alternatives the types, if that is all the constraint says
 */
record Constraint(Kind kind, List<Constraint> alternatives) {
  private static Constraint of(Kind kind) {
    return new Constraint(kind, List.of());
  }

  /** All constraints of a schema, as {@link Parts} has them. */
  static List<Constraint> of(JsonNode schema, Dialect dialect) {
    List<Constraint> all = new ArrayList<>();
    if (schema.has("$ref")) {
      all.add(of(Kind.REFERENCE));
    }
    if (!all.isEmpty() && !dialect.isModern()) {
      return all;
    }
    addIf(schema.has("allOf"), Kind.ALL_OF, all);
    addIf(schema.has("anyOf"), Kind.ANY_OF, all);
    addIf(schema.has("oneOf"), Kind.ONE_OF, all);
    for (Kind kind : List.of(Kind.ENUM, Kind.NOT, Kind.CONST)) {
      addIf(hasKeywords(schema, kind, dialect), kind, all);
    }
    List<Kind> implied = new ArrayList<>(Kind.IMPLIED_BY_KEYWORDS);
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      Set<Constraint> types = new LinkedHashSet<>();
      type.forEach(each -> ofType(each, implied).ifPresent(types::add));
      all.add(new Constraint(Kind.ANY_OF, List.copyOf(types)));
    } else {
      ofType(type, implied).ifPresent(all::add);
    }
    implied.forEach(kind -> addIf(hasKeywords(schema, kind, dialect), kind, all));
    return all;
  }

  private static Optional<Constraint> ofType(JsonNode type, List<Kind> implied) {
    Optional<Kind> kind = Kind.ofType(type.asText());
    kind.ifPresent(implied::remove);
    return kind.map(Constraint::of);
  }

  private static void addIf(boolean present, Kind kind, List<Constraint> all) {
    if (present) {
      all.add(of(kind));
    }
  }

  private static boolean hasKeywords(JsonNode schema, Kind kind, Dialect dialect) {
    return Keywords.of(kind).stream()
        .anyMatch(keyword -> keyword.spelling().in(schema, dialect) != null);
  }
}
