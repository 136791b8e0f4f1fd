package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which the reference registry numbers the members of a combination in paths: by what
 * they are, title, description and default; objects then by their properties. Others stay as they
 * are written.
 */
final class MemberOrder {
  private static final Map<Kind, String> NAMES = new EnumMap<>(Kind.class);

  static {
    for (Kind kind : Kind.values()) {
      NAMES.put(
          kind,
          switch (kind) {
            case ANY -> "EMPTY";
            case NONE -> "FALSE";
            case ALL_OF, ANY_OF, ONE_OF -> "COMBINED " + kind;
            default -> kind.name();
          });
    }
  }

  private final Dialect dialect;

  MemberOrder(Dialect dialect) {
    this.dialect = dialect;
  }

  List<Constraint> sorted(List<Constraint> constraints) {
    return constraints.stream()
        .sorted(Comparator.comparing(constraint -> NAMES.get(constraint.kind())))
        .toList();
  }

  /** The schemas in an array; none if it is something else. */
  List<JsonNode> members(JsonNode schemas) {
    List<Member> members = new ArrayList<>();
    schemas.forEach(schema -> members.add(member(schema)));
    return members.stream().sorted(Member.ORDER).map(Member::schema).toList();
  }

  private Member member(JsonNode schema) {
    List<String> properties = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(properties::add);
    return new Member(
        schema,
        name(schema),
        schema.path("title").asText(),
        schema.path("description").asText(),
        schema.path("default").asText(),
        properties.size(),
        String.join("\0", properties.stream().sorted().toList()));
  }

  private String name(JsonNode schema) {
    if (schema.isBoolean()) {
      return schema.booleanValue() ? "TRUE" : "FALSE";
    }
    List<Constraint> constraints = Constraint.of(schema, dialect);
    Kind kind =
        switch (constraints.size()) {
          case 0 -> Kind.ANY;
          case 1 -> constraints.get(0).kind();
          default -> Kind.ALL_OF;
        };
    return NAMES.getOrDefault(kind, "");
  }

  private record Member(
      JsonNode schema,
      String name,
      String title,
      String description,
      String initial,
      int propertyCount,
      String properties) {
    static final Comparator<Member> ORDER =
        Comparator.comparing(Member::name)
            .thenComparing(Member::title)
            .thenComparing(Member::description)
            .thenComparing(Member::initial)
            .thenComparing(Member::propertyCount)
            .thenComparing(Member::properties);
  }
}
