package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.json.Documents.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes shapes of a schema's text and of all that it refers to. What nothing refers to is not
 * looked at. Each schema is loaded once, however many references it has.
 */
final class Loader {
  private final Documents documents;
  private final Map<JsonNode, Shape> loaded = new IdentityHashMap<>();
  private final Deque<Runnable> unresolved = new ArrayDeque<>();
  private final Map<JsonNode, Shape> references = new IdentityHashMap<>();

  private Loader(Documents documents) {
    this.documents = documents;
  }

  /**
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
      throw Form.refusal();
    }
    Shape known = loaded.get(schema);
    if (known == null) {
      known = new Parts(place).shape();
      loaded.put(schema, known);
    }
    return known;
  }

  private Shape reference(Place place, JsonNode ref) {
    if (!ref.isTextual()) {
      throw Form.refusal();
    }
    Place target = documents.resolve(place, ref.textValue());
    if (place.dialect().isModern()) {
      return referenceTo(target, place.schema());
    }
    // One for all that refer to the same, as in the reference's parser: it tells what recurs.
    Shape known = references.get(target.schema());
    if (known == null) {
      known = referenceTo(target, place.schema());
      references.put(target.schema(), known);
    }
    return known;
  }

  private Shape referenceTo(Place target, JsonNode source) {
    Shape reference = Shape.reference(source);
    unresolved.add(() -> reference.refersTo(load(target)));
    return reference;
  }

  /** The constraints of one schema, each of a kind of its own. */
  private final class Parts implements Form.Surroundings {
    private final Place place;
    private final JsonNode schema;
    private final List<Shape> parts = new ArrayList<>();

    private Parts(Place place) {
      this.place = place;
      this.schema = place.schema();
    }

    @Override
    public JsonNode schema() {
      return schema;
    }

    @Override
    public Dialect dialect() {
      return place.dialect();
    }

    @Override
    public Shape subschema(JsonNode subschema, String... steps) {
      return load(documents.child(place, subschema, steps));
    }

    private Shape shape() {
      JsonNode ref = schema.get("$ref");
      if (ref != null && !dialect().isModern()) {
        return reference(place, ref);
      }
      Annotations.check(schema, dialect());
      if (ref != null) {
        parts.add(reference(place, ref));
      }
      addIfPresent(Kind.ENUM);
      addCombined();
      addIfPresent(Kind.NOT);
      addIfPresent(Kind.CONST);
      addTyped();
      return switch (parts.size()) {
        case 0 -> Shape.of(Kind.ANY, schema, Map.of());
        case 1 -> parts.get(0);
        default -> Shape.combined(Kind.ALL_OF, schema, parts);
      };
    }

    private void addCombined() {
      for (Kind kind : Kind.values()) {
        String keyword = kind.combination();
        if (keyword != null && schema.has(keyword)) {
          List<Shape> members = Form.SCHEMAS.read(schema.get(keyword), this, keyword);
          parts.add(Shape.combined(kind, schema, members));
        }
      }
    }

    private void addTyped() {
      List<Kind> untyped = new ArrayList<>(Kind.SNIFFED);
      JsonNode type = schema.get("type");
      if (type != null && type.isArray()) {
        List<Shape> alternatives = new ArrayList<>();
        type.forEach(each -> alternatives.add(typed(each, untyped)));
        parts.add(Shape.combined(Kind.ANY_OF, schema, alternatives));
      } else if (type != null) {
        parts.add(typed(type, untyped));
      }
      untyped.forEach(this::addIfPresent);
    }

    private Shape typed(JsonNode type, List<Kind> untyped) {
      Optional<Kind> kind = Kind.ofType(type.asText());
      if (!type.isTextual() || kind.isEmpty()) {
        throw Form.refusal();
      }
      untyped.remove(kind.get());
      Map<Keyword<?>, Object> values = values(kind.get());
      if (type.asText().equals("integer")) {
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
        String name = keyword.spelling().in(schema, dialect());
        if (name != null) {
          values.put(keyword, keyword.form().read(schema.path(name), this, name));
        }
      }
      return values;
    }
  }
}
