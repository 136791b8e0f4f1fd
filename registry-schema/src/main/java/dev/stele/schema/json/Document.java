package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.InvalidSchemaException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One schema text, and the places in it that have a name of their own. Not thread-safe. */
final class Document {
  private final String name;
  private final Dialect dialect;
  private final Place root;
  private @Nullable Map<String, Place> named;

  /**
   * @param name what referrers call it; empty for the document that is asked about
   * @param base what references in it are relative to, unless it says otherwise
   * @throws InvalidSchemaException if its identifier is not a URI
   */
  Document(String name, JsonNode content, URI base, Dialect dialect) {
    this.name = name;
    this.dialect = dialect;
    this.root = new Place(content, Uris.inside(base, content, dialect), this, null);
  }

  String name() {
    return name;
  }

  Dialect dialect() {
    return dialect;
  }

  Place root() {
    return root;
  }

  /**
   * The place that calls itself this.
   *
   * @param uri an identifier as written or resolved, or a resolved anchor; without an empty
   *     fragment
   */
  @Nullable Place named(String uri) {
    if (named == null) {
      named = collectNamed();
    }
    return named.get(uri);
  }

  private Map<String, Place> collectNamed() {
    Map<String, Place> found = new HashMap<>();
    Deque<Place> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Place place = open.remove();
      addNames(place, found);
      place
          .schema()
          .properties()
          .forEach(field -> addPart(open, place, field.getValue(), field.getKey()));
      for (int i = 0; place.schema().isArray() && i < place.schema().size(); i++) {
        addPart(open, place, place.schema().get(i), Integer.toString(i));
      }
    }
    return found;
  }

  private static void addPart(Deque<Place> open, Place place, JsonNode part, String step) {
    if (!part.isContainerNode()) {
      return;
    }
    try {
      open.add(place.child(part, step));
    } catch (InvalidSchemaException e) {
      // What looks like an identifier may stand in data; if it does not, loading finds it.
    }
  }

  private void addNames(Place place, Map<String, Place> found) {
    JsonNode id = place.schema().path(dialect.idKeyword());
    if (id.isTextual()) {
      found.putIfAbsent(Uris.withoutEmptyFragment(place.base().toString()), place);
      found.putIfAbsent(Uris.withoutEmptyFragment(id.textValue()), place);
    }
    for (String keyword : dialect.anchorKeywords()) {
      JsonNode anchor = place.schema().path(keyword);
      if (anchor.isTextual()) {
        found.putIfAbsent(Uris.anchored(place.base().toString(), anchor.textValue()), place);
      }
    }
  }
}
