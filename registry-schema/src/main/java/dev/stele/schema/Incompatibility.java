package dev.stele.schema;

import org.jspecify.annotations.Nullable;

/**
 * One reason why a reader's schema cannot read a writer's data. Knows not which of the two is the
 * new one: that is for the {@link Direction} of a rendering to say.
 *
 * @param rule the rule that was broken
 * @param reader the place in the reader's schema
 * @param writer the place in the writer's schema
 * @param detail what the rule names besides: a field, symbols; empty if nothing
 */
public record Incompatibility(Rule rule, Place reader, Place writer, String detail) {
  /** A finding about the same place in both schemas. */
  public static Incompatibility at(Rule rule, String path, String detail) {
    Place place = new Place(path, null);
    return new Incompatibility(rule, place, place, detail);
  }

  /** The reference registry's sentence, to the letter. */
  public String message(Direction direction) {
    return rule.message(this, direction);
  }

  /**
   * A place in a schema.
   *
   * @param path in the format's own notation; of something that is missing, where it would be
   * @param value what stands there, as the schema's text would say it, at most {@value
   *     #MAX_VALUE_CHARS} characters; null if nothing does
   */
  public record Place(String path, @Nullable String value) {
    public static final int MAX_VALUE_CHARS = 200;

    public Place {
      value =
          value == null || value.length() <= MAX_VALUE_CHARS
              ? value
              : value.substring(0, MAX_VALUE_CHARS - 1) + "…";
    }
  }
}
