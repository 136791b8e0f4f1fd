package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.InvalidSchemaException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes shapes of a schema's text and of all that it refers to. What nothing refers to is not
 * looked at. Each schema is loaded once, however many references it has.
 */
final class Loader {
  private final Documents documents;
  private final Map<Place, Shape> loaded = new HashMap<>();
  private final Deque<Runnable> unresolved = new ArrayDeque<>();
  private final Map<Place, Shape> references = new HashMap<>();

  private Loader(Documents documents) {
    this.documents = documents;
  }

  /**
   * The shape of a schema.
   *
   * @throws InvalidSchemaException in phase {@code VALIDATE} if a keyword has a value that the
   *     reference refuses, or a reference leads nowhere
   */
  static Shape load(Documents documents) {
    Loader loader = new Loader(documents);
    Shape root = loader.load(documents.root());
    while (!loader.unresolved.isEmpty()) {
      loader.unresolved.remove().run();
    }
    return root;
  }

  private Shape load(Place place) {
    JsonNode schema = place.schema();
    if (schema.isBoolean()) {
      return schema.booleanValue() ? Shape.TRUE : Shape.FALSE;
    }
    if (!schema.isObject()) {
      throw Refusal.invalid(place, Excerpt.of(schema) + " is neither a schema nor a boolean");
    }
    Shape known = loaded.get(place);
    if (known == null) {
      known = new Parts(place).shape();
      loaded.put(place, known);
    }
    return known;
  }

  private Shape reference(Place place, String ref) {
    Place target = documents.resolve(place, ref);
    if (place.dialect().isModern()) {
      return referenceTo(target, place.schema());
    }
    // One for all that refer to the same, as in the reference's parser: it tells what recurs.
    Shape known = references.get(target);
    if (known == null) {
      known = referenceTo(target, place.schema());
      references.put(target, known);
    }
    return known;
  }

  private Shape referenceTo(Place target, JsonNode source) {
    Shape reference = Shape.reference(source);
    unresolved.add(() -> reference.refersTo(load(target)));
    return reference;
  }

  /** The constraints of one schema, each of a kind of its own. */
  private final class Parts {
    private final Place place;
    private final JsonNode schema;
    private final List<Shape> parts = new ArrayList<>();

    private Parts(Place place) {
      this.place = place;
      this.schema = place.schema();
    }

    private Shape shape() {
      boolean modern = place.dialect().isModern();
      if (schema.has("$ref")) {
        parts.add(reference(place, Form.TEXT.read(value("$ref"))));
        if (!modern) {
          return parts.get(0);
        }
      }
      values(Kind.ANY);
      addIfPresent(Kind.ENUM);
      Kind.COMBINED.forEach(this::addCombined);
      addIfPresent(Kind.NOT);
      addIfPresent(Kind.CONST);
      addTyped();
      return switch (parts.size()) {
        case 0 -> Shape.of(Kind.ANY, schema, Map.of());
        case 1 -> parts.get(0);
        default -> Shape.combined(Kind.ALL_OF, schema, parts);
      };
    }

    private void addCombined(String keyword, Kind kind) {
      if (schema.has(keyword)) {
        parts.add(Shape.combined(kind, schema, Form.SCHEMAS.read(value(keyword))));
      }
    }

    private void addTyped() {
      List<Kind> implied = new ArrayList<>(Kind.IMPLIED_BY_KEYWORDS);
      JsonNode type = schema.get("type");
      if (type != null && type.isArray()) {
        List<Shape> alternatives = new ArrayList<>();
        type.forEach(each -> alternatives.add(typed(each, implied)));
        parts.add(Shape.combined(Kind.ANY_OF, schema, alternatives));
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

    private Map<Keyword<?>, Object> values(Kind kind) {
      Map<Keyword<?>, Object> values = new LinkedHashMap<>();
      for (Keyword<?> keyword : Keywords.of(kind)) {
        String name = keyword.spelling().in(schema, place.dialect());
        if (name != null) {
          values.put(keyword, keyword.form().read(value(name)));
        }
      }
      return values;
    }

    private Form.Value value(String keyword) {
      return new KeywordValue(schema.path(keyword), place, keyword);
    }
  }

  private final class KeywordValue implements Form.Value {
    private final JsonNode node;
    private final Place place;
    private final String keyword;

    private KeywordValue(JsonNode node, Place place, String keyword) {
      this.node = node;
      this.place = place;
      this.keyword = keyword;
    }

    @Override
    public JsonNode node() {
      return node;
    }

    @Override
    public Place place() {
      return place;
    }

    @Override
    public String keyword() {
      return keyword;
    }

    @Override
    public Shape subschema(JsonNode schema, String... steps) {
      String[] all = Stream.concat(Stream.of(keyword), Stream.of(steps)).toArray(String[]::new);
      return load(place.child(schema, all));
    }
  }
}
