package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** References between places, after RFC 3986; a relative base leaves them relative. */
final class Uris {
  /** Longer ones are refused: relative ones inside each other grow with every level. */
  static final int MAX_CHARS = 8_192;

  /** The base of a document that nothing gives a name. */
  static final URI NONE = URI.create("");

  private Uris() {}

  /**
   * What a reference means.
   *
   * @throws dev.stele.schema.InvalidSchemaException if the reference is not a URI, or too long
   */
  static URI resolve(URI base, String reference) {
    if (base.toString().length() + reference.length() > MAX_CHARS) {
      throw Refusal.invalid("a URI is longer than " + MAX_CHARS + " characters: " + reference);
    }
    try {
      URI uri = URI.create(reference);
      if (reference.isEmpty() || base.equals(NONE)) {
        return reference.isEmpty() ? base : uri;
      }
      return reference.startsWith("#")
          ? URI.create(withoutFragment(base.toString()) + reference)
          : base.resolve(uri);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("\"" + reference + "\" is not a URI");
    }
  }

  /** What references inside a schema are relative to. */
  static URI inside(URI base, JsonNode schema, Dialect dialect) {
    JsonNode id = schema.path(dialect.idKeyword());
    return id.isTextual() ? resolve(base, id.textValue()) : base;
  }

  static String withoutFragment(String uri) {
    int fragment = uri.indexOf('#');
    return fragment < 0 ? uri : uri.substring(0, fragment);
  }

  /** Whether a text can follow a {@code #}. */
  static boolean isFragment(String text) {
    try {
      return text.equals(URI.create("#" + text).getRawFragment());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What follows the {@code #}; empty if nothing does. */
  static String fragment(String uri) {
    int fragment = uri.indexOf('#');
    return fragment < 0 ? "" : uri.substring(fragment + 1);
  }

  /** The URI of an anchor in a document. */
  static String anchored(String uri, String anchor) {
    return withoutFragment(uri) + "#" + anchor;
  }

  static String withoutEmptyFragment(String uri) {
    return uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
  }
}
