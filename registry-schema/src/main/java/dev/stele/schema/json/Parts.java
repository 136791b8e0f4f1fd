package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The constraints of one schema, each of a kind of its own. */
final class Parts {
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
    if (parts.size() == 1 && parts.get(0).kind() == Kind.ARRAY && !dialect.isModern()) {
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
    implied.remove(kind.get());
    Map<Keyword<?>, Object> values = values(kind.get());
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

  /**
   * Until draft 7 these are unknown keywords, which the reference keeps with the schema as a whole,
   * and looks for if that is an array.
   */
  private Shape withUnknown(Shape array) {
    Map<Keyword<?>, Object> values = new LinkedHashMap<>();
    for (Keyword<?> keyword : List.of(Keywords.MAX_CONTAINS, Keywords.MIN_CONTAINS)) {
      JsonNode value = schema.path(keyword.name());
      if (value.isNumber()) {
        values.put(keyword, value.decimalValue());
      }
    }
    return array.with(values);
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
