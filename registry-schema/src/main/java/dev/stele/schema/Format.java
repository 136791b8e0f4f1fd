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

  /**
   * Writes logical types in this language.
   *
   * @param ddl their DDL, of this language's type, with what it depends on
   * @param name for a record or message that has none
   * @return the schema in normal form
   * @throws InvalidSchemaException if the text is no DDL, or this language cannot say it; in phase
   *     {@code VALIDATE}
   */
  ParsedSchema ofLogical(SchemaSource ddl, String name);

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
