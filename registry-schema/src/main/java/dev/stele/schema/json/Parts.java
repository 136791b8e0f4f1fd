package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The constraints of one schema, each of a kind of its own. */
final class Parts {
  /** What can be in a schema of the newer drafts that is an array and nothing else, if known. */
  private static final Set<String> ARRAY_KEYWORDS =
      Set.of(
          ("$schema $vocabulary $id $anchor $dynamicAnchor title description default readOnly writeOnly"
                  + " deprecated format type items prefixItems contains minContains maxContains"
                  + " minItems maxItems uniqueItems unevaluatedItems properties patternProperties"
                  + " then else")
              .split(" "));

  private final Place place;
  private final JsonNode schema;
  private final Dialect dialect;
  private final Loader loader;
  private final List<Shape> parts = new ArrayList<>();

  Parts(Place place, Loader loader) {
    this.place = place;
    this.schema = place.schema();
    this.dialect = place.dialect();
    this.loader = loader;
  }

  /**
   * All there are, which may be none.
   *
   * @throws dev.stele.schema.InvalidSchemaException if the value of a keyword is refused
   */
  List<Shape> all() {
    values(Kind.ANY);
    if (schema.has("$ref")) {
      parts.add(loader.reference(place, Form.TEXT.read(value("$ref"))));
    }
    if (parts.isEmpty() || dialect.isModern()) {
      addIfPresent(Kind.ENUM);
      addCombined("allOf", Kind.ALL_OF);
      addCombined("anyOf", Kind.ANY_OF);
      addCombined("oneOf", Kind.ONE_OF);
      addIfPresent(Kind.NOT);
      addIfPresent(Kind.CONST);
      addTyped();
    }
    if (parts.size() == 1 && parts.get(0).kind() == Kind.ARRAY && hasUnknown()) {
      parts.set(0, withUnknown(parts.get(0)));
    }
    return parts;
  }

  private void addCombined(String keyword, Kind kind) {
    if (schema.has(keyword)) {
      List<Shape> members = new ArrayList<>();
      for (Shape member : Form.SCHEMAS.read(value(keyword))) {
        members.addAll(loader.asMembers(member, dialect));
      }
      parts.add(loader.combined(kind, schema, members));
    }
  }

  private void addTyped() {
    List<Kind> implied = new ArrayList<>(Kind.IMPLIED_BY_KEYWORDS);
    JsonNode type = schema.get("type");
    if (type != null && type.isArray()) {
      List<Shape> alternatives = new ArrayList<>();
      type.forEach(each -> alternatives.add(typed(each, implied)));
      parts.add(loader.combined(Kind.ANY_OF, schema, alternatives));
    } else if (type != null) {
      parts.add(typed(type, implied));
    }
    implied.forEach(this::addIfPresent);
  }

  private Shape typed(JsonNode type, List<Kind> implied) {
    Optional<Kind> kind = Kind.ofType(type.isTextual() ? type.textValue() : "");
    value("type").require(kind.isPresent(), "a type");
    boolean first = implied.remove(kind.get());
    // In the newer drafts, only the first of two types of numbers gets what is said of numbers.
    Map<Keyword<?>, Object> values =
        first || !dialect.isModern() ? values(kind.get()) : new LinkedHashMap<>();
    if (type.textValue().equals("integer")) {
      values.put(Keywords.INTEGER, true);
    }
    return Shape.of(kind.get(), schema, values);
  }

  private void addIfPresent(Kind kind) {
    Map<Keyword<?>, Object> values = values(kind);
    if (!values.isEmpty()) {
      parts.add(Shape.of(kind, schema, values));
    }
  }

  private boolean hasUnknown() {
    return !dialect.isModern() || !ARRAY_KEYWORDS.containsAll(names());
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    schema.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Keywords that the reference does not know it keeps with the schema as a whole. If that is an
   * array, it looks there for how many items are to be contained: until draft 7 these keywords are
   * among the unknown; later it keeps them in the same place, and unknown ones displace them.
   */
  private Shape withUnknown(Shape array) {
    Set<Keyword<?>> keywords = Set.of(Keywords.MAX_CONTAINS, Keywords.MIN_CONTAINS);
    Map<Keyword<?>, Object> unknown = new LinkedHashMap<>();
    for (Keyword<?> keyword : keywords) {
      JsonNode value = schema.path(keyword.name());
      if (value.isNumber() && !dialect.isModern()) {
        unknown.put(keyword, value.decimalValue());
      }
    }
    return array.with(keywords, unknown);
  }

  /** The values of the keywords of a kind that the schema has. */
  private Map<Keyword<?>, Object> values(Kind kind) {
    Map<Keyword<?>, Object> values = new LinkedHashMap<>();
    for (Keyword<?> keyword : Keywords.of(kind)) {
      String name = keyword.spelling().in(schema, dialect);
      if (name != null) {
        values.put(keyword, keyword.form().read(value(name)));
      }
    }
    return values;
  }

  private Value value(String keyword) {
    return new Value(schema.path(keyword), place, keyword, loader);
  }

  private record Value(JsonNode node, Place place, String keyword, Loader loader)
      implements Form.Value {
    @Override
    public Shape subschema(JsonNode schema, String... steps) {
      String[] all = Stream.concat(Stream.of(keyword), Stream.of(steps)).toArray(String[]::new);
      return loader.load(place.child(schema, all));
    }
  }
}
