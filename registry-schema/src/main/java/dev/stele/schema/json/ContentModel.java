package dev.stele.schema.json;

import org.jspecify.annotations.Nullable;

/**
 * What an object schema says of properties that it does not name, or an array schema of items
 * beyond its tuple.
 *
 * @param open whether anything may stand there
 * @param cover the schema that it must satisfy; null if there is none, and it may not be there
 */
record ContentModel(boolean open, @Nullable Shape cover) {
  /** A regular expression that takes long costs as much as hundreds of comparisons. */
  private static final int MATCH_STEPS = 100;

  private static final ContentModel OPEN = new ContentModel(true, null);
  private static final ContentModel CLOSED = new ContentModel(false, null);

  /** Of an object schema, for a property that it does not name. */
  static ContentModel of(Shape object, String property, Pair pair) {
    var patterns = object.get(Keywords.PATTERN_PROPERTIES);
    if (patterns == null || patterns.isEmpty()) {
      return of(
          object.get(Keywords.ADDITIONAL_PROPERTIES), object.get(Keywords.UNEVALUATED_PROPERTIES));
    }
    for (var pattern : patterns.entrySet()) {
      pair.count(MATCH_STEPS + (pattern.getKey().length() + property.length()) / 10);
      if (Patterns.find(pattern.getKey(), property)) {
        return new ContentModel(false, pattern.getValue());
      }
    }
    ContentModel rest =
        of(object.get(Keywords.ADDITIONAL_PROPERTIES), object.get(Keywords.UNEVALUATED_PROPERTIES));
    return rest.open ? CLOSED : rest;
  }

  /** Of an array schema. */
  static ContentModel ofTuple(Shape array) {
    return of(array.get(Keywords.ADDITIONAL_ITEMS), array.get(Keywords.UNEVALUATED_ITEMS));
  }

  private static ContentModel of(@Nullable Shape additional, @Nullable Shape unevaluated) {
    Shape decisive = permits(additional) ? unevaluated : additional;
    if (permits(decisive)) {
      return OPEN;
    }
    return decisive == Shape.FALSE ? CLOSED : new ContentModel(false, decisive);
  }

  private static boolean permits(@Nullable Shape schema) {
    return schema == null || schema == Shape.TRUE;
  }
}
