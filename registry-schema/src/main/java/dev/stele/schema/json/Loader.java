package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.InvalidSchemaException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes shapes of a schema's text and of all that it refers to. What nothing refers to is not
 * looked at. Each schema is loaded once, however many references it has.
 */
final class Loader {
  /** How deep schemas may be nested in a text. */
  static final int MAX_DEPTH = 200;

  private final Documents documents;
  private final Map<Place, Shape> loaded = new HashMap<>();
  private final Map<Place, Shape> references = new HashMap<>();
  private final Deque<Runnable> unresolved = new ArrayDeque<>();
  private final Set<Shape> conjunctions = new HashSet<>();
  private final Gists gists = new Gists();
  private int depth;

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

  Shape load(Place place) {
    JsonNode schema = place.schema();
    if (schema.isBoolean()) {
      return schema.booleanValue() ? Shape.TRUE : Shape.FALSE;
    }
    if (!schema.isObject()) {
      throw Refusal.invalid(place, Excerpt.of(schema) + " is neither a schema nor a boolean");
    }
    Shape known = loaded.get(place);
    if (known == null) {
      known = loadInDepth(place);
      loaded.put(place, known);
    }
    return known;
  }

  private Shape loadInDepth(Place place) {
    if (depth == MAX_DEPTH) {
      throw Refusal.tooLarge("Too large: schemas nested more than " + MAX_DEPTH + " deep");
    }
    depth++;
    List<Shape> parts = new Parts(place, this).all();
    depth--;
    JsonNode schema = place.schema();
    return switch (parts.size()) {
      case 0 -> Shape.of(Kind.ANY, schema, Map.of()).whole(place.dialect());
      case 1 -> parts.get(0).whole(place.dialect());
      default -> conjunction(place, parts);
    };
  }

  private Shape conjunction(Place place, List<Shape> parts) {
    Shape conjunction = combined(Kind.ALL_OF, place.schema(), parts).whole(place.dialect());
    conjunctions.add(conjunction);
    return conjunction;
  }

  Shape combined(Kind kind, JsonNode schema, List<Shape> members) {
    return Shape.combined(kind, schema, members, gists);
  }

  /** In the newer drafts, each constraint of a member is a member of its own to the reference. */
  List<Shape> asMembers(Shape member, Dialect dialect) {
    return dialect.isModern() && conjunctions.contains(member)
        ? member.members().stream().map(part -> alone(part, dialect)).toList()
        : List.of(member);
  }

  /** A constraint written without the others of its schema. */
  private static Shape alone(Shape part, Dialect dialect) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    for (Keyword<?> keyword : Keywords.of(part.kind())) {
      String name = keyword.spelling().in(part.source(), dialect);
      if (name != null) {
        written.set(name, part.source().get(name));
      }
    }
    JsonNode type = part.source().path("type");
    if (Kind.ofType(type.asText()).equals(Optional.of(part.kind()))) {
      written.set("type", type);
    }
    return written.isEmpty() ? part : part.writtenAs(written);
  }

  /**
   * What a {@code $ref} makes. In older drafts, nothing beside it has an effect, and all that refer
   * to the same are one, as in the reference's parser: it tells what recurs.
   */
  Shape reference(Place place, String ref) {
    Place target = documents.resolve(place, ref);
    if (place.dialect().isModern()) {
      return referenceTo(target, place.schema());
    }
    Shape known = references.get(target);
    if (known == null) {
      known = referenceTo(target, JsonNodeFactory.instance.objectNode().put("$ref", ref));
      references.put(target, known);
    }
    return known;
  }

  private Shape referenceTo(Place target, JsonNode source) {
    Shape reference = Shape.of(Kind.REFERENCE, source, Map.of());
    unresolved.add(() -> reference.refersTo(load(target)));
    return reference;
  }
}
