package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A schema and where it stands. Two are equal if they are the same part of the same document.
 *
 * @param schema what stands there
 * @param base what references in it are relative to
 * @param document the text it is part of
 * @param path how it is reached from the top of the document; null at the top
 */
record Place(JsonNode schema, URI base, Document document, @Nullable Path path) {
  private static final int MAX_POINTER_CHARS = 300;

  /** One more step from the top of a document. */
  record Path(@Nullable Path parent, String step) {}

  Dialect dialect() {
    return document.dialect();
  }

  /**
   * The place of a part.
   *
   * @param part the part, a subschema
   * @param steps the keys and indices that lead to it
   * @throws dev.stele.schema.InvalidSchemaException if its identifier is not a URI
   */
  Place child(JsonNode part, String... steps) {
    Path longer = path;
    for (String step : steps) {
      longer = new Path(longer, step);
    }
    return new Place(part, Uris.inside(base, part, dialect()), document, longer);
  }

  /** For people: a JSON pointer after the document's name. The start of a long one is left out. */
  String pointer() {
    StringBuilder pointer = new StringBuilder();
    Path rest = path;
    while (rest != null && pointer.length() < MAX_POINTER_CHARS) {
      pointer.insert(0, "/" + rest.step().replace("~", "~0").replace("/", "~1"));
      rest = rest.parent();
    }
    if (pointer.length() > MAX_POINTER_CHARS) {
      return "…" + pointer.substring(pointer.length() - MAX_POINTER_CHARS);
    }
    return document.name() + (rest == null ? "#" : "#…") + pointer;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // two equal schemas at two places are two
  public boolean equals(@Nullable Object other) {
    return other instanceof Place that && schema == that.schema && document == that.document;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(schema);
  }

  @Override
  public String toString() {
    return pointer();
  }
}
