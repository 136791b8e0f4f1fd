package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A keyword of JSON Schema: what texts call it, what it must look like, and how two values of it
 * compare. All that there are is in {@link Keywords}; a new one is a line there.
 *
 * @param name what paths call it, in all drafts
 * @param spelling what texts call it
 * @param form the JSON that is accepted as its value
 * @param comparison of the reader's and the writer's value
 * @param <T> what its values are
 */
record Keyword<T>(String name, Spelling spelling, Form<T> form, Comparison<T> comparison) {
  /** What texts call a keyword. */
  @FunctionalInterface
  interface Spelling {
    /** What this schema calls it; null if it has no such keyword, or its dialect knows none. */
    @Nullable String in(JsonNode schema, Dialect dialect);

    static Spelling of(String name) {
      return (schema, dialect) -> schema.has(name) ? name : null;
    }

    /** For what no keyword of its own says. */
    static Spelling implied() {
      return (schema, dialect) -> null;
    }

    default Spelling since(Dialect first) {
      return (schema, dialect) -> dialect.compareTo(first) >= 0 ? in(schema, dialect) : null;
    }

    default Spelling before(Dialect first) {
      return (schema, dialect) -> dialect.compareTo(first) < 0 ? in(schema, dialect) : null;
    }

    default Spelling beside(String other) {
      return where(schema -> schema.has(other));
    }

    /** In some schemas. */
    default Spelling where(Predicate<JsonNode> condition) {
      return (schema, dialect) -> condition.test(schema) ? in(schema, dialect) : null;
    }

    /** With some values. */
    default Spelling when(Predicate<JsonNode> condition) {
      return (schema, dialect) -> {
        String name = in(schema, dialect);
        return name != null && condition.test(schema.path(name)) ? name : null;
      };
    }

    default Spelling or(Spelling other) {
      return (schema, dialect) -> {
        String name = in(schema, dialect);
        return name == null ? other.in(schema, dialect) : name;
      };
    }
  }

  /** How two values of a keyword compare. */
  @FunctionalInterface
  interface Comparison<T> {
    /**
     * Tells the pair what it finds.
     *
     * @param reader null if the reader's schema has no such keyword; likewise the writer's
     * @param name the keyword's name
     */
    void compare(@Nullable T reader, @Nullable T writer, Pair pair, String name);
  }

  void compare(Pair pair) {
    T reader = pair.reader().get(this);
    T writer = pair.writer().get(this);
    if (reader != null || writer != null) {
      comparison.compare(reader, writer, pair, name);
    }
  }
}
