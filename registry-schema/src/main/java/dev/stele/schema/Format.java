package dev.stele.schema;

/** One schema language. Stateless and thread-safe. */
public interface Format {
  SchemaType type();

  /**
   * Parses a text.
   *
   * @param strictness how much is checked
   * @throws InvalidSchemaException if the text is not a schema, or one of its dependencies is not
   */
  ParsedSchema parse(SchemaSource source, Strictness strictness);

  /** How much {@link #parse} checks. */
  enum Strictness {
    /** A text about to be registered: names, namespaces and defaults must be valid. */
    NEW,
    /** A text that somebody sent: it must be valid, but for the letter of names and defaults. */
    SENT,
    /** A text that is in the log already: readable is enough. */
    STORED
  }
}
