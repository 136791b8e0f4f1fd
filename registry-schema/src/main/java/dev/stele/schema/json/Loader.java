package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.schema.InvalidSchemaException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes shapes of a schema's text and of all that it refers to. What nothing refers to is not
 * looked at. Each schema is loaded once, however many references it has.
 */
final class Loader {
  /** How deep schemas may be nested, not counting references. */
  static final int MAX_DEPTH = 200;

  private final Documents documents;
  private final Map<Place, Shape> loaded = new HashMap<>();
  private final Hashes hashes = new Hashes();
  private final Set<Shape> conjunctions = new HashSet<>();
  private int depth;
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
      if (depth == MAX_DEPTH) {
        throw Refusal.tooLarge("Too large: schemas are nested more than " + MAX_DEPTH + " deep");
      }
      depth++;
      known = new Parts(place).shape();
      depth--;
      loaded.put(place, known);
    }
    return known;
  }

  private Shape reference(Place place, String ref) {
    Place target = documents.resolve(place, ref);
    if (place.dialect().isModern()) {
      return referenceTo(target, place.schema());
    }
    // Keywords beside a reference have no effect, so one is as good as another.
    Shape known = references.get(target);
    if (known == null) {
      known = referenceTo(target, JsonNodeFactory.instance.objectNode().put("$ref", ref));
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
      values(Kind.ANY);
      if (schema.has("$ref")) {
        parts.add(reference(place, Form.TEXT.read(value("$ref"))));
        if (!modern) {
          return parts.get(0);
        }
      }
      addIfPresent(Kind.ENUM);
      addCombined("allOf", Kind.ALL_OF);
      addCombined("anyOf", Kind.ANY_OF);
      addCombined("oneOf", Kind.ONE_OF);
      addIfPresent(Kind.NOT);
      addIfPresent(Kind.CONST);
      addTyped();
      return switch (parts.size()) {
        case 0 -> Shape.of(Kind.ANY, schema, Map.of());
        case 1 -> modern ? parts.get(0) : withUnknown(parts.get(0));
        default -> conjunction();
      };
    }

    private Shape conjunction() {
      Shape conjunction = Shape.combined(Kind.ALL_OF, schema, parts, hashes);
      conjunctions.add(conjunction);
      return conjunction;
    }

    /**
     * Until draft 7 these are unknown keywords, which the reference keeps with the schema as a
     * whole, and looks for if that is an array.
     */
    private Shape withUnknown(Shape whole) {
      if (whole.kind() != Kind.ARRAY) {
        return whole;
      }
      Map<Keyword<?>, Object> values = new LinkedHashMap<>(values(Kind.ARRAY));
      for (Keyword<?> keyword : List.of(Keywords.MIN_CONTAINS, Keywords.MAX_CONTAINS)) {
        JsonNode value = schema.path(keyword.name());
        if (value.isNumber()) {
          values.put(keyword, value.decimalValue());
        }
      }
      return Shape.of(Kind.ARRAY, schema, values);
    }

    private void addCombined(String keyword, Kind kind) {
      if (!schema.has(keyword)) {
        return;
      }
      List<Shape> members = new ArrayList<>();
      for (Shape member : Form.SCHEMAS.read(value(keyword))) {
        // In the newer drafts each constraint of a member is a member to the reference.
        members.addAll(
            place.dialect().isModern() && conjunctions.contains(member)
                ? member.members()
                : List.of(member));
      }
      parts.add(Shape.combined(kind, schema, members, hashes));
    }

    private void addTyped() {
      List<Kind> implied = new ArrayList<>(Kind.IMPLIED_BY_KEYWORDS);
      JsonNode type = schema.get("type");
      if (type != null && type.isArray()) {
        List<Shape> alternatives = new ArrayList<>();
        type.forEach(each -> alternatives.add(typed(each, implied)));
        parts.add(Shape.combined(Kind.ANY_OF, schema, alternatives, hashes));
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
